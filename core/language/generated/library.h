// Generated from core/language/library by scripts/generate.mjs; do not edit.
// clang-format off
#pragma once

namespace sluice::language::generated {

inline constexpr char kLuaLibrary[] =
    R"lua(---@meta
-- What scripts have of Lua's own library, in the annotations that LuaLS reads. Names without a type in front of them
-- describe what a call gives back.

)lua"
    R"lua(---The global environment: a table with all globals.
---@type table
_G = {}
---The version of the language.
---@type string
_VERSION = ""

)lua"
    R"lua(---Raises an error when `value` is nil or false, and otherwise gives back all arguments.
---@generic T
---@param value? T what must hold
---@param message? any the error
---@param ... any
---@return T
---@return any ...
function assert(value, message, ...) end

)lua"
    R"lua(---Raises an error. With a string, the line is put in front of it unless `level` is 0.
---@param message? any the error
---@param level? integer whose line to name: 1 the caller of error, 2 its caller
function error(message, level) end

)lua"
    R"lua(---The metatable of a value, or its field `__metatable`.
---@param value any
---@return any metatable
function getmetatable(value) end

)lua"
    R"lua(---An iterator over the entries 1, 2, … up to the first that is nil.
---@generic V
---@param list V[]
---@return fun(list: table, i: integer): integer, V
---@return V[]
---@return integer
function ipairs(list) end

)lua"
    R"lua(---The entry after `key`, or the first; nil when there is none. `next(t) == nil` tells that a table is empty.
---@generic K, V
---@param table table<K, V>
---@param key? K
---@return K? key
---@return V? value
function next(table, key) end

)lua"
    R"lua(---An iterator over all entries of a table, in no particular order.
---@generic K, V
---@param table table<K, V>
---@return fun(table: table, key?: any): K, V
---@return table<K, V>
---@return nil
function pairs(table) end

)lua"
    R"lua(---Calls a function and catches its errors. Limits cannot be caught.
---@param fn function
---@param ... any its arguments
---@return boolean ok whether no error was raised
---@return any ... what the function gave back, or the error
function pcall(fn, ...) end

)lua"
    R"lua(---Whether two values are the same, without `__eq`.
---@param a any
---@param b any
---@return boolean
function rawequal(a, b) end

)lua"
    R"lua(---The length of a table or string, without `__len`.
---@param value table|string
---@return integer
function rawlen(value) end

)lua"
    R"lua(---The arguments from `index` on, or with "#" how many there are.
---@param index integer|"#"
---@param ... any
---@return any ...
function select(index, ...) end

)lua"
    R"lua(---Sets the metatable of a table and gives back the table. Finalizers (`__gc`) are refused.
---@param table table
---@param metatable table?
---@return table
function setmetatable(table, metatable) end

)lua"
    R"lua(---A number, or what a text stands for; nil when it is none.
---@param value any
---@param base? integer 2 to 36, for texts of integers
---@return number?
function tonumber(value, base) end

)lua"
    R"lua(---A text for any value.
---@param value any
---@return string
function tostring(value) end

)lua"
    R"lua(---The name of a value's type.
---@param value any
---@return "nil"|"boolean"|"number"|"string"|"table"|"function"|"thread"
function type(value) end

)lua"
    R"lua(---Like pcall, with a function that is called with the error where it is raised.
---@param fn function
---@param handler function
---@param ... any its arguments
---@return boolean ok
---@return any ...
function xpcall(fn, handler, ...) end

)lua"
    R"lua(---Closes a coroutine that is suspended or dead.
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

)lua"
    R"lua(---The largest integer.
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

)lua"
    R"lua(---The codes of the bytes from `i` to `j`.
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

)lua"
    R"lua(---The entries of a list as one text.
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

)lua"
    R"lua(---A pattern that matches one character.
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
)lua";

inline constexpr char kSluiceLibrary[] =
    R"lua(---@meta
-- Generated from core/catalog by scripts/generate.mjs; do not edit.

)lua"
    R"lua(---The HTTP request behind the trigger.
---@class RequestInfo
---@field ip? string Address of the client, IPv4 or IPv6.
---@field userAgent? string The user-agent header.
---@field origin? string The origin header.
---@field country? string ISO 3166 two-letter code of the country the address belongs to.
---@field headers? table<string, any> Further headers, names in lower case.
---@field path? string The route, as in /sign-in/email; placeholders stay.
---@field method? string The HTTP method.
---@field viaHttp? boolean Whether it came over HTTP, rather than as a call of the server itself.

)lua"
    R"lua(---The user the trigger is about.
---@class User
---@field id string The user's id.
---@field email? string E-mail address.
---@field name? string Display name.
---@field role? string Role in the application.
---@field emailVerified? boolean Whether the address was shown to be the user's.
---@field twoFactorEnabled? boolean Whether signing in takes a second factor.
---@field isAnonymous? boolean Whether the user signed in without telling who they are.
---@field banned? boolean Whether an administrator has shut the user out.
---@field username? string Name the user signs in with.
---@field phoneNumber? string Telephone number.
---@field createdAt? string When the user signed up.

)lua"
    R"lua(---The session the trigger is about.
---@class Session
---@field id string The session's id.
---@field userId string Id of the user it belongs to.
---@field expiresAt? string When it ends.
---@field createdAt? string When it began.
---@field activeOrganizationId? string Id of the organization the user works for in it.
---@field impersonatedBy? string Id of the administrator who acts as the user.

)lua"
    R"lua(---Who acts: the signed-in user behind the request.
---@class Actor
---@field id string The user's id.
---@field email? string E-mail address.
---@field role? string Role in the application.

)lua"
    R"lua(---The organization a user works for in a session.
---@class Organization
---@field id string The organization's id.
---@field role? string The user's role in it; absent for one who is no member.

)lua"
    R"lua(---An API key's record, without the key itself.
---@class ApiKey
---@field id string The record's id.
---@field name? string Name its owner gave it.
---@field userId string Id of the user it belongs to.
---@field permissions? table<string, string[]> Actions it may take, by resource.
---@field prefix? string What the key begins with, as its owner chose it.
---@field start? string Its first characters, kept to tell keys apart.
---@field enabled? boolean Whether it can be used.
---@field createdAt? string When it was created.
---@field expiresAt? string When it ends.
---@field requestCount? number How often it was used within its rate limit's window.
---@field remaining? number How often it can still be used.
---@field configId? string Which configuration of keys it belongs to.
---@field metadata? table<string, any> What its owner keeps with it.

)lua"
    R"lua(---A registered OAuth client.
---@class Client
---@field clientId string The client's id.
---@field name? string Name shown to users.
---@field type? "public"|"confidential" Whether it can keep a secret.
---@field redirectUris? string[] Where it may send users back to.
---@field scopes? string[] The scopes it may ask for.
---@field grantTypes? string[] The grants it may use.
---@field skipConsent? boolean Whether users are not asked, because the application trusts it.
---@field disabled? boolean Whether it is switched off.
---@field userId? string Id of the user who registered it.

)lua"
    R"lua(---What a user granted to a client.
---@class Grant
---@field scopes string[] The granted scopes.

)lua"
    R"lua(---What to send with a request.
---@class FetchOptions
---@field method? string HTTP method.
---@field headers? table<string, string> Request headers.
---@field body? string Body to send as it is.
---@field json? any Value to send as a JSON body; sets content-type unless headers do.

)lua"
    R"lua(---What the server answered.
---@class FetchResponse
---@field status integer HTTP status.
---@field ok boolean Whether the status is 200 to 299.
---@field headers table<string, string> Response headers, names in lower case.
---@field body any The decoded body when it is JSON, else {text = …}.
---@field text string The body as text.

)lua"
    R"lua(---One request of fetchAll, by position: {url, options}.
---@class FetchRequest
---@field [1] string Where to send it.
---@field [2]? FetchOptions What to send.

)lua"
    R"lua(---What to count, and how much of it is allowed.
---@class RateLimitOptions
---@field key string What is counted, as in "signup:" .. ip.
---@field limit integer How many are allowed in one window.
---@field window integer Length of a window in seconds.

)lua"
    R"lua(---Where the counter stands after this call.
---@class RateLimit
---@field allowed boolean Whether this call is still within the limit.
---@field remaining integer How many are left in this window.
---@field resetAt integer When the window ends, ms since the epoch.

)lua"
    R"lua(---Before the user is inserted; a deny aborts the sign-up.
---@class context.before_signup
---@field email string Address the user signs up with.
---@field name? string Name the user gave.
---@field request? RequestInfo The sign-up request.
---@field emailVerified? boolean Whether the address was already shown to be the user's.
---@field method? string The way of signing up: email-password, magic-link, email-otp, phone-number, anonymous, oauth, siwe, admin, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field profile? table<string, any> What the identity provider says of the user, as it says it.
---@field passwordBreaches? number In how many known breaches the password was found, where the host counts them.
---@field actor? Actor Who acts, when somebody is signed in.

)lua"
    R"lua(---Once the user exists; welcome mail, CRM sync.
---@class context.after_signup
---@field user User The new user.
---@field request? RequestInfo The sign-up request.
---@field method? string The way of signing up: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field actor? Actor Who acts, when somebody is signed in.

)lua"
    R"lua(---Before the session is created; bans, lockout, maintenance.
---@class context.before_signin
---@field email? string Address the user signs in with; absent for ways of signing in that have none.
---@field request? RequestInfo The sign-in request.
---@field user? User Who signs in; absent at the stage attempt.
---@field login? string What was typed to say who signs in, at the stage attempt: an address, a user name or a telephone number.
---@field method? string The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field stage? "attempt"|"first"|"second" attempt: before credentials are looked at; first: they were right; second: a second factor was given.

)lua"
    R"lua(---Once the session exists; audit, last seen.
---@class context.after_signin
---@field user User Who signed in.
---@field session Session The new session.
---@field method? string The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field isSignup? boolean Whether the user was created by the same request.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Before a session ends; a deny keeps it.
---@class context.before_signout
---@field user User Who signs out.
---@field session Session The session about to end.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---While a token is built; data becomes extra claims, a deny aborts the token.
---@class context.token_build
---@field user? User Whom the token is for; absent for tokens of a client itself.
---@field token table<string, any> The claims so far.
---@field kind? "session_jwt"|"access_token"|"id_token"|"userinfo" What is built.
---@field session? Session The session the token is for.
---@field client? Client The OAuth client the token is for.
---@field scopes? string[] The scopes of the token.
---@field resources? string[] The resources it is meant for.
---@field grantType? string How the client asked for it; absent when an opaque token is looked at.
---@field organization? Organization The organization the user works for.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Before a key is created; quotas, naming rules.
---@class context.apikey_before_create
---@field userId string Id of the user who wants the key.
---@field name? string Name for the key.
---@field permissions? table<string, string[]> Actions the key shall be able to take, by resource.
---@field prefix? string What the key shall begin with.
---@field expiresIn? number For how many seconds it shall be valid; absent for no end or the default.
---@field metadata? table<string, any> What its owner wants to keep with it.
---@field configId? string Which configuration of keys it shall belong to.
---@field organizationId? string Id of the organization it shall belong to.
---@field keyCount? number How many keys its owner has already.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Once the key exists; notices to security.
---@class context.apikey_after_create
---@field apikey ApiKey The new key's record.
---@field userId string Id of the user who created it.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---When a valid key is presented; origin checks.
---@class context.apikey_before_exchange
---@field apikey ApiKey The presented key's record.
---@field request? RequestInfo The request that presents it.
---@field via? "verify"|"session" verify: the server asked whether a key is valid; session: a request was made with it.

)lua"
    R"lua(---Once a key was accepted; usage log.
---@class context.apikey_after_exchange
---@field apikey ApiKey The accepted key's record.
---@field via? "verify"|"session" verify: the server asked whether a key is valid; session: a request was made with it.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Before a key is revoked; a deny keeps it.
---@class context.apikey_before_revoke
---@field apikey ApiKey The key's record.
---@field action? "delete"|"disable" Whether it shall be deleted or switched off.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Before an OAuth client is registered; metadata checks.
---@class context.client_before_register
---@field name? string Name for the client.
---@field type? "public"|"confidential" Whether the client can keep a secret.
---@field redirectUris string[] Where the client wants to send users back to.
---@field scopes? string[] The scopes it wants to ask for.
---@field grantTypes? string[] The grants it wants to use.
---@field authMethod? string How it wants to authenticate, as in client_secret_basic.
---@field dynamic? boolean Whether it registers itself, over the open endpoint.
---@field action? "register"|"update" Whether it is new or an existing one shall change.
---@field client? Client What is to be changed, as it is now.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Once the client exists; internal notice.
---@class context.client_after_register
---@field client Client The new client.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---While a user authorizes a client; scopes and who may use it.
---@class context.client_before_authorize
---@field user User Who authorizes the client.
---@field client Client The client that asks.
---@field scopes string[] The scopes it asks for.
---@field redirectUri? string Where the user shall be sent back to.
---@field prompt? string What the client wants the user to be asked.
---@field stage? "authorize"|"consent" authorize: the client asks; consent: the user has agreed.
---@field session? Session The user's session.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Once consent is recorded; audit.
---@class context.client_after_authorize
---@field user User Who authorized the client.
---@field client Client The authorized client.
---@field grant Grant What was granted.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Once a user's access to a client was granted, changed or revoked.
---@class context.client_access_change
---@field user? User Whose access changed; absent when the client's own did.
---@field client Client The client.
---@field action "grant"|"update"|"revoke" What happened.
---@field via? "consent"|"update_consent"|"delete_consent"|"revoke_token"|"delete_client" What changed it.
---@field scopes? string[] The scopes the client has now; before, for a revocation.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

)lua"
    R"lua(---Writes a line into the trace, its values separated by tabs as print does. A first argument that names a level sets it when further arguments follow.
---```lua
---helpers.log("warn", "unusual address", context.email)
---```
---@param level? "debug"|"info"|"warn"|"error" How serious it is. Otherwise "info".
---@param ... any What to write; tables as JSON.
function helpers.log(level, ...) end

)lua"
    R"lua(---The time, as the host read it when the script last started or went on.
---```lua
---local startedAt = helpers.now()
---```
---@return integer # ms since the epoch.
function helpers.now() end

)lua"
    R"lua(---Digest of a text.
---
---Raises `secret_bound`.
---```lua
---local digest = helpers.hash(context.email)
---```
---@param text string The bytes to hash.
---@param algo? "sha256"|"sha512"|"sha1"|"md5"|"blake2b" Which digest; blake2b gives 32 bytes. sha1 and md5 are for old protocols only. Otherwise "sha256".
---@return string # Lower-case hex.
function helpers.hash(text, algo) end

)lua"
    R"lua(---Keyed digest of a text, for signing webhooks and checking signatures.
---
---Raises `secret_bound`.
---```lua
---local signature = helpers.hmac("payload", assert(helpers.secret("WEBHOOK_KEY")))
---```
---@param text string The bytes to sign.
---@param key string The key; a secret bound to hosts may be used.
---@param algo? "sha256"|"sha512"|"sha1"|"md5"|"blake2b" Which digest. Otherwise "sha256".
---@return string # Lower-case hex.
function helpers.hmac(text, key, algo) end

)lua"
    R"lua(---A setting the deployment lets scripts read.
---```lua
---local appUrl = helpers.env("APP_URL")
---```
---@param name string The setting's name.
---@return string? # Its value; nil when it is not set or not allowed.
function helpers.env(name) end

)lua"
    R"lua(---A secret's value. A secret bound to hosts comes as a placeholder, replaced when a request to one of them is sent.
---
---Raises `helper_error`.
---```lua
---local key = helpers.secret("GEO_KEY")
---```
---@param name string The secret's name: upper-case letters, digits and underscores.
---@return string? # Its value; nil when there is none of that name.
function helpers.secret(name) end

)lua"
    R"lua(---Sends an HTTPS request and waits for the answer. Any status is an answer; only a request that gets none raises.
---
---Raises `fetch_denied`, `fetch_failed`, `limit_fetch`, `secret_bound`.
---```lua
---local answer = helpers.fetch("https://geo.example.com/lookup", { method = "POST", json = { email = context.email } })
---```
---@param url string Where to send it.
---@param options? FetchOptions What to send.
---@return FetchResponse # The answer.
function helpers.fetch(url, options) end

)lua"
    R"lua(---Sends several HTTPS requests at once and waits for all answers. Raises when one of them gets none.
---
---Raises `fetch_denied`, `fetch_failed`, `limit_fetch`, `secret_bound`.
---```lua
---local answers = helpers.fetchAll({ { "https://a.example.com/" }, { "https://b.example.com/", { method = "HEAD" } } })
---```
---@param requests FetchRequest[] The requests, each {url, options}.
---@return FetchResponse[] # The answers, in the order of the requests.
function helpers.fetchAll(requests) end

)lua"
    R"lua(---Whether a regular expression matches somewhere in a text, in linear time. Known are: characters, . (any but a line feed), […] and [^…], ^ and $ (begin and end of the text), * + ? {n} {n,} {n,m} up to 1000 and the lazy forms, ( ) (?: ) |, \d \w \s \b and \D \W \S \B (ASCII), \n \r \t \f \v \xHH, (?i) at the very beginning (ASCII letters of either case), and Lua's %d %w %s %a %l %u %p %x %c with their complements %D…, inside […] too; %w is \w and has the underscore. \ or % in front of punctuation takes its meaning away, and a { that begins no count stands for itself. Characters are those of UTF-8; ill-formed bytes count as a character that only . and complements match. Anything else, such as back references, look-around, names, and %b or %f, is an error that names the byte of the pattern.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local company = helpers.matches(context.email, "(?i)^[%w.+-]+@example[.]com$")
---```
---@param text string Where to look; at most 8192 bytes.
---@param pattern string The regular expression: at most 512 bytes, and 2000 states once its counts are unrolled.
---@return boolean # Whether it matches.
function helpers.matches(text, pattern) end

)lua"
    R"lua(---Counts one more use of a key, where the store can count atomically.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local quota = helpers.rateLimit({ key = "signup:" .. context.email, limit = 5, window = 3600 })
---```
---@param options RateLimitOptions What to count, and how much of it is allowed.
---@return RateLimit # Where the counter stands.
function helpers.rateLimit(options) end

)lua"
    R"lua(---A value as JSON, by the rules that hold for results: keys sorted, a sequence is an array, {} an object.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local text = helpers.json.encode({ scopes = { "read", "write" } })
---```
---@param value any What to encode.
---@return string # JSON.
function helpers.json.encode(value) end

)lua"
    R"lua(---The value of a JSON text. Arrays stay arrays when encoded again, also empty ones; null is nil.
---
---Raises `helper_error`.
---```lua
---local claims = helpers.json.decode('{"plan": "pro"}')
---```
---@param text string JSON.
---@return any # Its value.
function helpers.json.decode(text) end

)lua"
    R"lua(---Marks a table as an array, so that it is encoded as one even when empty.
---```lua
---return { data = { roles = helpers.json.array({}) } }
---```
---@generic T
---@param table T A sequence, or an empty table.
---@return T # The same table.
function helpers.json.array(table) end

)lua"
    R"lua(---The value that is encoded as null, where nil would leave the key out.
---```lua
---return { data = { manager = helpers.json.null } }
---```
---@type any
helpers.json.null = nil

)lua"
    R"lua(---Base64 of a text.
---
---Raises `secret_bound`.
---```lua
---local basic = "Basic " .. helpers.base64.encode("user:password")
---```
---@param text string The bytes to encode.
---@return string # Base64 with padding.
function helpers.base64.encode(text) end

)lua"
    R"lua(---The text that Base64 stands for.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local text = helpers.base64.decode("aGVsbG8=")
---```
---@param text string Base64.
---@return string # The decoded bytes.
function helpers.base64.decode(text) end

)lua"
    R"lua(---Whether an address lies in a block, IPv4 or IPv6.
---
---Raises `helper_error`.
---```lua
---local internal = helpers.ip.inCidr("10.1.2.3", "10.0.0.0/8")
---```
---@param ip string The address.
---@param cidr string The block, as in 10.0.0.0/8.
---@return boolean # Whether it does.
function helpers.ip.inCidr(ip, cidr) end

)lua"
    R"lua(---A random UUID (version 4) from the run's seed. Not for keys or tokens: who knows the seed knows it.
---```lua
---local requestId = helpers.uuid()
---```
---@return string # 36 characters, lower case.
function helpers.uuid() end

)lua"
    R"lua(---Calls a function within a span of its own. An error marks the span and is raised again.
---```lua
---local score = helpers.trace("score", { model = "v2" }, function() return 42 end)
---```
---@param name string The span's name.
---@param attributes? table The span's attributes.
---@param fn function What to call, without arguments.
---@return any ... # What the function returned.
function helpers.trace(name, attributes, fn) end

)lua"
    R"lua(---Adds to a counter. Fire and forget.
---
---Raises `secret_bound`.
---```lua
---helpers.metrics.count("signup.blocked", 1, { reason = "geo" })
---```
---@param name string The metric's name.
---@param value? number How much to add. Otherwise 1.
---@param tags? table What to tell apart.
function helpers.metrics.count(name, value, tags) end

)lua"
    R"lua(---Sets a gauge. Fire and forget.
---
---Raises `secret_bound`.
---```lua
---helpers.metrics.gauge("risk.score", 0.4, { model = "v2" })
---```
---@param name string The metric's name.
---@param value number Where it stands.
---@param tags? table What to tell apart.
function helpers.metrics.gauge(name, value, tags) end

)lua"
    R"lua(---Returns its argument; helpers already wait. Kept so that scripts written with await run.
---```lua
---local answer = await(helpers.fetch("https://geo.example.com/"))
---```
---@generic T
---@param value T Any value.
---@return T # The same value.
function await(value) end

)lua"
    R"lua(---helpers.log at level info.
---```lua
---print("trigger", context.trigger)
---```
---@param ... any What to write.
function print(...) end
)lua";

}  // namespace sluice::language::generated
