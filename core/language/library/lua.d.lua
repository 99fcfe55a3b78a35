---@meta
-- What scripts have of Lua's own library, in the annotations that LuaLS reads. Names without a type in front of them
-- describe what a call gives back.

---The global environment: a table with all globals.
---@type table
_G = {}
---The version of the language.
---@type string
_VERSION = ""

---Raises an error when `value` is nil or false, and otherwise gives back all arguments.
---@generic T
---@param value? T what must hold
---@param message? any the error
---@param ... any
---@return T
---@return any ...
function assert(value, message, ...) end

---Raises an error. With a string, the line is put in front of it unless `level` is 0.
---@param message? any the error
---@param level? integer whose line to name: 1 the caller of error, 2 its caller
function error(message, level) end

---The metatable of a value, or its field `__metatable`.
---@param value any
---@return any metatable
function getmetatable(value) end

---An iterator over the entries 1, 2, … up to the first that is nil.
---@generic V
---@param list V[]
---@return fun(list: table, i: integer): integer, V
---@return V[]
---@return integer
function ipairs(list) end

---The entry after `key`, or the first; nil when there is none. `next(t) == nil` tells that a table is empty.
---@generic K, V
---@param table table<K, V>
---@param key? K
---@return K? key
---@return V? value
function next(table, key) end

---An iterator over all entries of a table, in no particular order.
---@generic K, V
---@param table table<K, V>
---@return fun(table: table, key?: any): K, V
---@return table<K, V>
---@return nil
function pairs(table) end

---Calls a function and catches its errors. Limits cannot be caught.
---@param fn function
---@param ... any its arguments
---@return boolean ok whether no error was raised
---@return any ... what the function gave back, or the error
function pcall(fn, ...) end

---Whether two values are the same, without `__eq`.
---@param a any
---@param b any
---@return boolean
function rawequal(a, b) end

---The length of a table or string, without `__len`.
---@param value table|string
---@return integer
function rawlen(value) end

---The arguments from `index` on, or with "#" how many there are.
---@param index integer|"#"
---@param ... any
---@return any ...
function select(index, ...) end

---Sets the metatable of a table and gives back the table. Finalizers (`__gc`) are refused.
---@param table table
---@param metatable table?
---@return table
function setmetatable(table, metatable) end

---A number, or what a text stands for; nil when it is none.
---@param value any
---@param base? integer 2 to 36, for texts of integers
---@return number?
function tonumber(value, base) end

---A text for any value.
---@param value any
---@return string
function tostring(value) end

---The name of a value's type.
---@param value any
---@return "nil"|"boolean"|"number"|"string"|"table"|"function"|"thread"
function type(value) end

---Like pcall, with a function that is called with the error where it is raised.
---@param fn function
---@param handler function
---@param ... any its arguments
---@return boolean ok
---@return any ...
function xpcall(fn, handler, ...) end

---Closes a coroutine that is suspended or dead.
---@param co thread
---@return boolean ok
---@return any error
function coroutine.close(co) end
---A coroutine that will run a function.
---@param fn function
---@return thread
function coroutine.create(fn) end
---Whether the running coroutine can yield.
---@param co? thread
---@return boolean
function coroutine.isyieldable(co) end
---Starts or goes on with a coroutine.
---@param co thread
---@param ... any
---@return boolean ok
---@return any ...
function coroutine.resume(co, ...) end
---The running coroutine, and whether it is the main one.
---@return thread
---@return boolean isMain
function coroutine.running() end
---@param co thread
---@return "running"|"suspended"|"normal"|"dead"
function coroutine.status(co) end
---A function that goes on with a coroutine each time it is called.
---@param fn function
---@return function
function coroutine.wrap(fn) end
---Suspends the running coroutine.
---@param ... any
---@return any ...
function coroutine.yield(...) end

---The largest integer.
---@type integer
math.maxinteger = 0
---The smallest integer.
---@type integer
math.mininteger = 0
---A number larger than any other.
---@type number
math.huge = 0
---@type number
math.pi = 0
---@generic T
---@param x T
---@return T
function math.abs(x) end
---@param x number
---@return number
function math.acos(x) end
---@param x number
---@return number
function math.asin(x) end
---@param y number
---@param x? number
---@return number
function math.atan(y, x) end
---The smallest integer that is not below `x`.
---@param x number
---@return integer
function math.ceil(x) end
---@param x number
---@return number
function math.cos(x) end
---@param x number
---@return number
function math.deg(x) end
---@param x number
---@return number
function math.exp(x) end
---The largest integer that is not above `x`.
---@param x number
---@return integer
function math.floor(x) end
---The remainder of a division that rounds towards zero.
---@param x number
---@param y number
---@return number
function math.fmod(x, y) end
---@param x number
---@param base? number e unless given
---@return number
function math.log(x, base) end
---@param x number
---@param ... number
---@return number
function math.max(x, ...) end
---@param x number
---@param ... number
---@return number
function math.min(x, ...) end
---The integral part, and the fractional part.
---@param x number
---@return number
---@return number
function math.modf(x) end
---@param x number
---@return number
function math.rad(x) end
---A float from 0 to 1, an integer from 1 to `m`, or one from `m` to `n`, from the run's seed.
---@param m? integer
---@param n? integer
---@return number
function math.random(m, n) end
---@param x? integer
---@param y? integer
---@return integer
---@return integer
function math.randomseed(x, y) end
---@param x number
---@return number
function math.sin(x) end
---@param x number
---@return number
function math.sqrt(x) end
---@param x number
---@return number
function math.tan(x) end
---The integer that a value equals; nil when there is none.
---@param x any
---@return integer?
function math.tointeger(x) end
---@param x any
---@return "integer"|"float"|nil
function math.type(x) end
---Whether `m` is below `n`, both taken as unsigned.
---@param m integer
---@param n integer
---@return boolean
function math.ult(m, n) end

---The codes of the bytes from `i` to `j`.
---@param s string
---@param i? integer
---@param j? integer
---@return integer ...
function string.byte(s, i, j) end
---A string of bytes.
---@param ... integer
---@return string
function string.char(...) end
---Where a pattern matches first: begin, end and captures; nil when it does not.
---@param s string
---@param pattern string
---@param init? integer
---@param plain? boolean take the pattern as it stands
---@return integer? begin
---@return integer? end
---@return any ...
function string.find(s, pattern, init, plain) end
---A text with values put in: %d %s %q %x %f …
---@param format string
---@param ... any
---@return string
function string.format(format, ...) end
---An iterator over the matches of a pattern: their captures, or the whole match.
---@param s string
---@param pattern string
---@param init? integer
---@return fun(): string, any ...
function string.gmatch(s, pattern, init) end
---A copy in which matches of a pattern are replaced, and how many there were.
---@param s string
---@param pattern string
---@param replacement string|number|table|function
---@param n? integer at most so many
---@return string
---@return integer count
function string.gsub(s, pattern, replacement, n) end
---The number of bytes.
---@param s string
---@return integer
function string.len(s) end
---@param s string
---@return string
function string.lower(s) end
---The captures of the first match of a pattern, or the whole match; nil when there is none.
---@param s string
---@param pattern string
---@param init? integer
---@return string? match
---@return any ...
function string.match(s, pattern, init) end
---Values as bytes, as a format says.
---@param format string
---@param ... any
---@return string
function string.pack(format, ...) end
---@param format string
---@return integer
function string.packsize(format) end
---@param s string
---@param n integer how often
---@param separator? string
---@return string
function string.rep(s, n, separator) end
---@param s string
---@return string
function string.reverse(s) end
---The bytes from `i` to `j`; negative numbers count from the end.
---@param s string
---@param i integer
---@param j? integer
---@return string
function string.sub(s, i, j) end
---@param format string
---@param s string
---@param position? integer
---@return any ...
function string.unpack(format, s, position) end
---@param s string
---@return string
function string.upper(s) end

---The entries of a list as one text.
---@param list table
---@param separator? string
---@param i? integer
---@param j? integer
---@return string
function table.concat(list, separator, i, j) end
---Puts a value into a list: at its end, or at `position`.
---@generic V
---@param list V[]
---@param position? integer
---@param value V
function table.insert(list, position, value) end
---Copies entries `first` to `last` of a list to `target` on, into `to` if it is given.
---@param list table
---@param first integer
---@param last integer
---@param target integer
---@param to? table
---@return table
function table.move(list, first, last, target, to) end
---A list of the arguments, with their number as `n`.
---@param ... any
---@return table
function table.pack(...) end
---Takes an entry out of a list: the last, or that at `position`.
---@generic V
---@param list V[]
---@param position? integer
---@return V?
function table.remove(list, position) end
---Sorts a list in place.
---@generic V
---@param list V[]
---@param before? fun(a: V, b: V): boolean whether `a` comes before `b`
function table.sort(list, before) end
---The entries of a list as single values.
---@generic V
---@param list V[]
---@param i? integer
---@param j? integer
---@return V ...
function table.unpack(list, i, j) end

---A pattern that matches one character.
---@type string
utf8.charpattern = ""
---Characters of the given codes.
---@param ... integer
---@return string
function utf8.char(...) end
---An iterator over positions and codes.
---@param s string
---@param lax? boolean
---@return fun(s: string, i: integer): integer, integer
---@return string
---@return integer
function utf8.codes(s, lax) end
---@param s string
---@param i? integer
---@param j? integer
---@param lax? boolean
---@return integer ...
function utf8.codepoint(s, i, j, lax) end
---How many characters there are; nil and a position when the text is not valid.
---@param s string
---@param i? integer
---@param j? integer
---@param lax? boolean
---@return integer?
---@return integer?
function utf8.len(s, i, j, lax) end
---@param s string
---@param n integer
---@param i? integer
---@return integer?
function utf8.offset(s, n, i) end
