"""Type stub of the service's module `runtime`, for the editor of whoever writes a handler.

from runtime import RuntimeContext

def handler(event: dict[str, object], context: RuntimeContext) -> dict[str, object]: ...
"""

from typing import ClassVar, TypedDict


class Token(TypedDict):
    access_token: str
    expires_in: int
    token_type: str


class RuntimeContext:
    function_folder_id: ClassVar[str]
    aws_request_id: str
    deadline_ms: int
    function_name: str
    function_version: str
    invoked_function_arn: str
    log_group_name: str
    log_stream_name: str
    memory_limit_in_mb: int
    request_id: str
    token: Token | None

    def get_remaining_time_in_millis(self) -> int: ...
