from types import ModuleType

http: ModuleType
