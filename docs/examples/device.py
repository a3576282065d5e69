"""A person's device: publishes its key, listens, opens what comes, and says that it was read.

python device.py PERSON DEVICE [COUNT], with DEVICE_TOKEN in the environment; ends after COUNT messages.
"""

import json
import os
import sys
import time
from pathlib import Path

import httpx
from httpx_sse import connect_sse
from jwcrypto import jwe, jwk

person, device = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 0
service = httpx.Client(
    base_url=os.environ.get("NOTIFICATIONS", "http://localhost:8082"),
    headers={"Authorization": f"Bearer {os.environ['DEVICE_TOKEN']}"},
    timeout=httpx.Timeout(10, read=60),  # the service sends a sign of life more often than that
)

# The private key stays here, and is the same after a restart.
file = Path(f"key-of-{device}.json")
if not file.exists():
    new = jwk.JWK.generate(kty="EC", crv="P-256")
    file.touch(mode=0o600)
    file.write_text(json.dumps(new.export(as_dict=True) | {"kid": new.thumbprint()}))
key = jwk.JWK.from_json(file.read_text())
service.put(f"/v1/devices/{device}/key", json=key.export_public(as_dict=True)).raise_for_status()


def open_sealed(sealed):
    body = jwe.JWE()
    body.deserialize(sealed, key)
    return body.payload.decode()


# What has no receipt yet comes again, so what was shown is remembered.
shown = set()
while count == 0 or len(shown) < count:
    try:
        with connect_sse(service, "GET", "/v1/inbox") as inbox:
            inbox.response.raise_for_status()
            print(f"{person} listens on {device}", flush=True)
            for event in inbox.iter_sse():
                item = event.json()
                if item["messageId"] not in shown:
                    print(f"{item['company']}: {open_sealed(item['sealed'])}", flush=True)
                    shown.add(item["messageId"])
                receipt = {"messageId": item["messageId"], "status": "read"}
                service.post("/v1/receipts", json={"receipts": [receipt]}).raise_for_status()
                if len(shown) == count:
                    break
    except httpx.TransportError:
        time.sleep(1)  # the line was cut; connect again
