"""Python's built-in names, saved before the function can change them.

A module that says `__builtins__ = pristine.BUILTINS` before its first function has them for good. What the
function does to `builtins` is seen by the function; its calls are answered all the same.
"""

import builtins

BUILTINS = dict(vars(builtins))
