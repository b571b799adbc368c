from types import ModuleType


# Of modules, because an object of JavaScript may stand in their place.
class JsProxy(ModuleType): ...


def to_js(obj: object) -> JsProxy: ...
