"""Seals, sends by REST and follows a message to its end.

python send.py PERSON EVENT_ID TEXT, with COMPANY and COMPANY_TOKEN in the environment.
"""

import os
import sys
import time

import httpx
from jwcrypto import jwe, jwk
from jwcrypto.common import json_encode

COMPANY = os.environ["COMPANY"]
user, event_id, text = sys.argv[1:4]
service = httpx.Client(
    base_url=os.environ.get("NOTIFICATIONS", "http://localhost:8082"),
    headers={"Authorization": f"Bearer {os.environ['COMPANY_TOKEN']}"},
)


def call(method, path, **options):
    """Repeats what may be repeated: the same bytes under the same key are the same message."""
    for attempt in range(10):
        response = service.request(method, path, **options)
        if response.status_code not in (429, 503):
            return response
        time.sleep(float(response.headers.get("Retry-After", 1)))
    return response


def seal(device_key):
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": device_key["kid"], "to": user, "from": COMPANY}
    body = jwe.JWE(text.encode(), protected=json_encode(header), recipient=jwk.JWK(**device_key))
    return body.serialize(compact=True)


directory = call("GET", f"/v1/people/{user}/keys")
if directory.status_code != 200:
    sys.exit(f"no keys: {directory.json()['reason']}")
message = {
    "user": user,
    "category": "utility",
    "sealed": [seal(entry["jwk"]) for entry in directory.json()["keys"][:5]],
    "ttlSeconds": 3600,
}
sent = call("POST", "/v1/notifications", json=message, headers={"Idempotency-Key": event_id})
if sent.status_code != 202:
    sys.exit(f"refused: {sent.json()['reason']}, {sent.json()['detail']}")
message_id = sent.json()["messageId"]
print(f"accepted {message_id}", flush=True)

shown = None
while shown not in ("delivered", "read", "suppressed", "expired"):
    life = call("GET", f"/v1/notifications/{message_id}")
    now = "undecided" if life.status_code == 404 else life.json()["status"]
    if now != shown:
        print(now, flush=True)
    shown = now
    time.sleep(0.2)
