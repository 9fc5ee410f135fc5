"""For a container's health check: does the web server of this machine answer? As the proxy would ask it, over "HTTPS"."""

import sys
import urllib.error
import urllib.request


def main(port: str) -> int:
    asked = urllib.request.Request(f"http://localhost:{port}/health/", headers={"X-Forwarded-Proto": "https"})
    try:
        with urllib.request.urlopen(asked, timeout=4):  # noqa: S310  our own address
            return 0
    except (urllib.error.URLError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))
