"""`make demo` asks first whether its port is free, before a minute of work."""

import socket
import sys


def main(port: str) -> int:
    if not port.isdecimal() or not 0 < int(port) < 65536:
        print(f"PORT={port} is no port. Choose a number, for example: PORT=8123 make demo")
        return 1
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            print(f"Port {port} is taken. Choose another one, for example: PORT=8123 make demo")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
