from pyodide.ffi import JsProxy


class JsFinder:
    #: What JavaScript registered, by the name under which it is imported.
    jsproxies: dict[str, JsProxy]


jsfinder: JsFinder
