"""Makes src/cloud/models/<service>.json from botocore's service models: the operations of operations.json, the shapes they need, and
nothing that is only read by people.

    python3 src/tools/cloud/make-models.py [service ...]

An operation that botocore does not know is an error: the list names real operations only. One shape stands on one line, so that a diff reads.
"""

import json
import sys
from pathlib import Path

import botocore
import botocore.session

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "cloud" / "models"
ASKED = json.loads((HERE / "operations.json").read_text())
DROPPED = {
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "box",
    "sensitive",
    "synthetic",
    "contextParam",
    "xmlOrder",
    "fault",
}


# Where the SDK for JavaScript, by whose types operations are written, has another type than botocore; on the wire both are the same text.
RETYPED = {"s3": {"PartNumberMarker": "string", "NextPartNumberMarker": "string"}}


def slim(value):
    """A shape without what only people or client code read; names of members are data and stay."""
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, part in value.items():
        if key == "members":
            kept[key] = {name: slim(member) for name, member in part.items()}
        elif key not in DROPPED:
            kept[key] = slim(part) if isinstance(part, dict) else part
    return kept


def references(shape):
    for member in shape.get("members", {}).values():
        yield member["shape"]
    for part in ("member", "key", "value"):
        if part in shape:
            yield shape[part]["shape"]


def needed_shapes(shapes, names):
    found, waiting = {}, list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = slim(shapes[name])
            waiting.extend(references(shapes[name]))
    return dict(sorted(found.items()))


def slim_operation(operation):
    kept = {"http": operation["http"]}
    for part in ("input", "output"):
        if part in operation:
            kept[part] = operation[part]["shape"]
            # The query and REST-XML protocols put more than a name beside the shape.
            extras = {key: value for key, value in operation[part].items() if key not in ("shape", "documentation")}
            if extras:
                kept[f"{part}Traits"] = extras
    errors = [error["shape"] for error in operation.get("errors", [])]
    if errors:
        kept["errors"] = errors
    for trait in ("authtype", "unsignedPayload", "httpChecksum"):
        if trait in operation:
            kept[trait] = operation[trait]
    if operation.get("endpoint", {}).get("hostPrefix"):
        kept["hostPrefix"] = operation["endpoint"]["hostPrefix"]
    return kept


def load(loader, service, kind):
    """{} for a service without waiters or paginators, which botocore calls an unknown service."""
    try:
        return loader.load_service_model(service, kind)
    except (botocore.exceptions.UnknownServiceError, botocore.exceptions.DataNotFoundError):
        if kind == "service-2":
            raise
        return {}


def make(loader, service, operations):
    source = load(loader, service, "service-2")
    unknown = sorted(set(operations) - set(source["operations"]))
    if unknown:
        sys.exit(f"{service} has no operation {', '.join(unknown)} in botocore {botocore.__version__}")
    about = source["metadata"]
    chosen = {name: slim_operation(source["operations"][name]) for name in sorted(operations)}
    roots = [operation[part] for operation in chosen.values() for part in ("input", "output") if part in operation]
    errors = [error for operation in chosen.values() for error in operation.get("errors", [])]
    # Errors that no operation lists are thrown all the same (S3's NoSuchKey on HeadObject), so every error comes along.
    errors += [name for name, shape in source["shapes"].items() if shape.get("exception")]
    paginators = load(loader, service, "paginators-1").get("pagination", {})
    waiters = load(loader, service, "waiters-2").get("waiters", {})
    return {
        "about": {
            "service": service,
            "serviceId": about["serviceId"],
            "apiVersion": about["apiVersion"],
            "protocols": about.get("protocols", [about["protocol"]]),
            "endpointPrefix": about["endpointPrefix"],
            "signingName": about.get("signingName", about["endpointPrefix"]),
            **{key: about[key] for key in ("targetPrefix", "jsonVersion", "xmlNamespace") if key in about},
            "botocore": botocore.__version__,
        },
        "operations": chosen,
        "paginators": {name: slim(paginators[name]) for name in sorted(paginators) if name in chosen},
        "waiters": {name: slim(waiters[name]) for name in sorted(waiters) if waiters[name]["operation"] in chosen},
        "shapes": retyped(service, needed_shapes(source["shapes"], roots + errors)),
    }


def retyped(service, shapes):
    return {name: {**shape, "type": RETYPED.get(service, {}).get(name, shape["type"])} for name, shape in shapes.items()}


def text_of(model):
    parts = []
    for section, table in model.items():
        rows = ",\n".join(f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}" for key, value in table.items())
        parts.append(f"{json.dumps(section)}:{{\n{rows}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main():
    loader = botocore.session.Session().get_component("data_loader")
    for service in sys.argv[1:] or ASKED:
        text = text_of(make(loader, service, ASKED[service]))
        (TARGET / f"{service}.json").write_text(text)
        print(f"{service}: {len(ASKED[service])} operations, {len(text) // 1024} KiB")


main()
