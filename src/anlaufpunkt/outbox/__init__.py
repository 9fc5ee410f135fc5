"""Messages that leave the house: kept with the change they speak of, sent by the worker. German: Postausgang."""
