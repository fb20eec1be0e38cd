"""AWS's Python side for the conformance tests: boto3 as a client, and botocore's models as the judge of every answer.

Reads one JSON object a line from stdin and answers with one a line. Bytes are {"$bytes": base64}, times {"$time": ISO}.
"""

import base64
import datetime
import io
import json
import re
import sys

import boto3
import botocore.exceptions
import botocore.model
import botocore.parsers
import botocore.session
import botocore.validate
from botocore.compat import HTTPHeaders
from botocore.config import Config

LOADER = botocore.session.Session().get_component("data_loader")
MODELS, CLIENTS = {}, {}
PROTOCOLS = botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS


def encode(value):
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, dict):
        return {key: encode(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(part) for part in value]
    if hasattr(value, "read"):
        return encode(value.read())
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return [encode(part) for part in value]
    return value


def decode(value):
    if isinstance(value, dict):
        if set(value) == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        if set(value) == {"$time"}:
            return datetime.datetime.fromisoformat(value["$time"].replace("Z", "+00:00"))
        return {key: decode(part) for key, part in value.items()}
    if isinstance(value, list):
        return [decode(part) for part in value]
    return value


def client_of(asked):
    key = json.dumps([asked["service"], asked["region"], asked["url"], asked["keys"], asked.get("protocol")], sort_keys=True)
    if key not in CLIENTS:
        keys = asked["keys"]
        # CloudWatch speaks three protocols, and botocore would choose one of them.
        botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = (asked["protocol"],) if asked.get("protocol") else PROTOCOLS
        CLIENTS[key] = boto3.client(
            asked["service"],
            region_name=asked["region"],
            endpoint_url=asked["url"],
            aws_access_key_id=keys["accessKeyId"],
            aws_secret_access_key=keys["secretAccessKey"],
            aws_session_token=keys.get("sessionToken"),
            config=Config(signature_version="s3v4" if asked["service"] == "s3" else None, retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, inject_host_prefix=False),
        )
    return CLIENTS[key]


def run(asked):
    client, params = client_of(asked), decode(asked.get("params", {}))
    kind = asked["do"]
    try:
        if kind == "call":
            answer = getattr(client, botocore.xform_name(asked["operation"]))(**params)
        elif kind == "paginate":
            answer = list(client.get_paginator(botocore.xform_name(asked["operation"])).paginate(**params))
        elif kind == "wait":
            client.get_waiter(botocore.xform_name(asked["waiter"])).wait(**params)
            answer = None
        elif kind == "presign":
            answer = client.generate_presigned_url(botocore.xform_name(asked["operation"]), Params=params, ExpiresIn=300)
        elif kind == "upload":
            transfer = boto3.s3.transfer.TransferConfig(multipart_threshold=5_242_880, multipart_chunksize=5_242_880)
            client.upload_fileobj(io.BytesIO(params["Body"]), params["Bucket"], params["Key"], Config=transfer)
            answer = None
        else:
            raise ValueError(f"nothing is called {kind}")
        return {"output": encode(answer)}
    except botocore.exceptions.ClientError as error:
        response = error.response
        return {"error": {"code": response["Error"]["Code"], "message": response["Error"].get("Message", ""), "status": response["ResponseMetadata"]["HTTPStatusCode"]}}
    except botocore.exceptions.BotoCoreError as error:
        return {"error": {"code": type(error).__name__, "message": str(error), "status": 0}}


def model_of(service):
    if service not in MODELS:
        MODELS[service] = botocore.model.ServiceModel(LOADER.load_service_model(service, "service-2"), service)
    return MODELS[service]


def problems_of(exchange):
    """What of one answer AWS's own model does not allow."""
    operation = model_of(exchange["service"]).operation_model(exchange["operation"])
    headers = HTTPHeaders()
    for name, value in exchange["headers"].items():
        headers[name] = value
    body = base64.b64decode(exchange["body"])
    shape = operation.output_shape
    protocol = {"cbor": "smithy-rpc-v2-cbor"}.get(exchange["protocol"], exchange["protocol"])
    parser = botocore.parsers.create_parser(protocol)
    is_stream = operation.has_event_stream_output
    if exchange["status"] < 300 and is_stream:
        return []
    try:
        parsed = parser.parse({"body": body, "headers": headers, "status_code": exchange["status"]}, shape)
    except Exception as error:
        return [f"cannot be parsed: {error!r}"]
    if exchange["status"] >= 300:
        error = parsed.get("Error", {})
        return [] if error.get("Code") else ["an error without a code"]
    parsed.pop("ResponseMetadata", None)
    if shape is None:
        return [] if not parsed else ["an answer where none is due"]
    problems = []
    if protocol == "json" and body:
        problems += unknown_members(json.loads(body), shape, operation.name)
    streaming = shape.serialization.get("payload") if operation.has_streaming_output else None
    if streaming:
        parsed.pop(streaming, None)
        shape_members = {name: member for name, member in shape.members.items() if name != streaming}
    else:
        shape_members = None
    if shape_members is None:
        report = botocore.validate.ParamValidator().validate(parsed, shape)
        if report.has_errors():
            problems.append(report.generate_report())
    constraints(parsed, shape, operation.name, problems)
    return problems


def unknown_members(value, shape, path):
    if shape.type_name == "structure" and isinstance(value, dict) and not getattr(shape, "is_document_type", False):
        names = {member.serialization.get("name", name): member for name, member in shape.members.items()}
        found = [f"{path}.{name} is no member" for name in value if name not in names]
        for name, part in value.items():
            if name in names:
                found += unknown_members(part, names[name], f"{path}.{name}")
        return found
    if shape.type_name == "list" and isinstance(value, list):
        return [problem for at, part in enumerate(value) for problem in unknown_members(part, shape.member, f"{path}[{at}]")]
    if shape.type_name == "map" and isinstance(value, dict):
        return [problem for key, part in value.items() for problem in unknown_members(part, shape.value, f"{path}.{key}")]
    return []


def constraints(value, shape, path, problems):
    """Enums, patterns and lengths, which botocore keeps but does not check."""
    kind, traits = shape.type_name, shape.metadata
    if kind == "structure" and isinstance(value, dict) and not getattr(shape, "is_document_type", False):
        for name, part in value.items():
            if name in shape.members:
                constraints(part, shape.members[name], f"{path}.{name}", problems)
    elif kind == "list":
        for at, part in enumerate(value):
            constraints(part, shape.member, f"{path}[{at}]", problems)
    elif kind == "map":
        for key, part in value.items():
            constraints(part, shape.value, f"{path}.{key}", problems)
    elif kind == "string" and isinstance(value, str):
        if traits.get("enum") and value not in traits["enum"]:
            problems.append(f"{path}: {value!r} is none of {traits['enum'][:6]}")
        if "max" in traits and len(value) > traits["max"]:
            problems.append(f"{path}: {len(value)} characters, at most {traits['max']}")
        if shape.metadata.get("pattern") and not fits(traits["pattern"], value):
            problems.append(f"{path}: {value!r} does not fit {traits['pattern']}")


def fits(pattern, value):
    try:
        return re.fullmatch(re.sub(r"\\p\{\w+\}", r"\\w\\s", pattern), value) is not None
    except re.error:
        return True


for line in sys.stdin:
    asked = json.loads(line)
    answer = {"problems": [problems_of(one) for one in asked["exchanges"]]} if asked["do"] == "check" else run(asked)
    print(json.dumps({"id": asked["id"], **answer}), flush=True)
