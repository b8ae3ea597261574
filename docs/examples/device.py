#!/usr/bin/env python3
"""Runs something on a device only while the person it belongs to may use it. Nothing to install.

    STARPASS_URL=https://pay.example.com STARPASS_DEVICE_SECRET=spd_... python3 device.py pro && ./start-it

The secret is shown once, in the Mini App, when the device is registered there. Exit code: 0 it may be used, 1 it may
not, 2 the secret is not (or no longer) that of a device, 3 the shop does not answer, 4 it is not called as above.
"""
import json
import os
import sys
import urllib.error
import urllib.request


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the secret is for the shop alone."""

    def redirect_request(self, *_):
        return None


def ask(shop: str, secret: str) -> tuple:
    """The status, and what was said by it; None for what is not JSON, as of a proxy before the shop."""
    request = urllib.request.Request(
        f"{shop}/api/v1/device/entitlements", headers={"Authorization": f"Bearer {secret}"}
    )
    try:
        with urllib.request.build_opener(Straight).open(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            try:
                return error.code, json.load(error)
            except ValueError:
                return error.code, None


def check(key: str, shop: str, secret: str) -> int:
    status, said = ask(shop, secret)
    problem = said if isinstance(said, dict) else {}
    if status == 401 and problem.get("type") == "urn:starpass:problem:device":
        print(problem.get("detail"))
        return 2
    if status != 200 or not isinstance(said, list):
        print(f"The shop does not answer: {status}, {problem.get('detail', 'and not as it would')}")
        return 3
    for access in said:
        if access["key"] == key and access["active"] is True:
            print(f"{key} is open, {'until ' + access['ends_at'] if access['ends_at'] else 'for ever'}.")
            return 0
    print(f"{key} is not open.")
    return 1


def main(arguments: list) -> int:
    shop, secret = (os.environ.get(name, "").strip() for name in ("STARPASS_URL", "STARPASS_DEVICE_SECRET"))
    if len(arguments) != 1 or not shop.startswith(("https://", "http://")) or not secret:
        print(__doc__)
        return 4
    try:
        return check(arguments[0], shop, secret)
    except OSError as error:
        print(f"The shop does not answer: {error}")
    except Exception as error:  # Left alone it would end with 1, which says "it may not".
        print(f"What answers is not the shop: {type(error).__name__}")
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
