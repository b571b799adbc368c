"""Reaches out as functions do that carry packages along."""

import io
from typing import Any

import boto3
import botocore.config
import botocore.exceptions
import requests
import urllib3


def handler(event: dict[str, Any], context: Any) -> Any:
    return globals()[event["do"]](*event.get("with", []))


def send_message(url: str) -> dict[str, Any]:
    response = requests.post(f"{url}/echo", json={"chat_id": 1, "text": "hi"}, timeout=10)
    return {"version": requests.__version__, "status": response.status_code, "text": response.json()["text"]}


def redirected(url: str) -> list[int]:
    response = requests.get(url, timeout=10)
    return [response.status_code, len(response.history)]


def compressed(url: str) -> str:
    return requests.get(url, timeout=10).text


def streamed(url: str) -> int:
    with requests.get(url, stream=True, timeout=30) as response:
        return sum(map(len, response.iter_content(64 * 1024)))


def session(url: str) -> list[int]:
    with requests.Session() as shared:
        answers = [shared.get(f"{url}/echo", timeout=10), shared.post(f"{url}/echo", data=b"x" * 1000, timeout=10)]
        answers.append(shared.get(f"{url}/empty", timeout=10))
    return [answer.status_code for answer in answers]


def error(url: str) -> str:
    try:
        requests.get(url, timeout=(50, 0.5)).raise_for_status()
    except requests.RequestException as raised:
        return type(raised).__name__
    return "nothing was raised"


def urllib3_pool(url: str) -> list[Any]:
    pool = urllib3.PoolManager()
    response = pool.request("GET", f"{url}/echo")
    return [response.status, urllib3.connectionpool.HTTPConnectionPool.ConnectionCls.__module__]


def _client(url: str) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=url,
        region_name="ru-central1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        config=botocore.config.Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}),
    )


def objects(url: str) -> dict[str, Any]:
    client = _client(url)
    client.put_object(Bucket="bucket", Key="a/b.txt", Body=b"hello")
    got = client.get_object(Bucket="bucket", Key="a/b.txt")["Body"].read().decode()
    keys = [entry["Key"] for entry in client.list_objects_v2(Bucket="bucket")["Contents"]]
    presigned = client.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "a/b.txt"})
    assert requests.get(presigned, timeout=10).text == got
    client.put_object(Bucket="bucket", Key="large", Body=io.BytesIO(b"x" * (3 << 20)))
    large = len(client.get_object(Bucket="bucket", Key="large")["Body"].read())
    return {"got": got, "keys": keys, "presigned": presigned, "large": large}


def unreached() -> None:
    _client("http://nobody.invalid").list_buckets()


def no_endpoint() -> str:
    try:
        _client("http://nobody.invalid").list_buckets()
    except botocore.exceptions.HTTPClientError as raised:
        return type(raised).__name__
    return "nothing was raised"
