---@meta
-- Generated from core/catalog by scripts/generate.mjs; do not edit.

---The HTTP request behind the trigger.
---@class RequestInfo
---@field ip? string Address of the client, IPv4 or IPv6.
---@field userAgent? string The user-agent header.
---@field origin? string The origin header.
---@field country? string ISO 3166 two-letter code of the country the address belongs to.
---@field headers? table<string, any> Further headers, names in lower case.
---@field path? string The route, as in /sign-in/email; placeholders stay.
---@field method? string The HTTP method.
---@field viaHttp? boolean Whether it came over HTTP, rather than as a call of the server itself.

---The user the trigger is about.
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

---The session the trigger is about.
---@class Session
---@field id string The session's id.
---@field userId string Id of the user it belongs to.
---@field expiresAt? string When it ends.
---@field createdAt? string When it began.
---@field activeOrganizationId? string Id of the organization the user works for in it.
---@field impersonatedBy? string Id of the administrator who acts as the user.

---Who acts: the signed-in user behind the request.
---@class Actor
---@field id string The user's id.
---@field email? string E-mail address.
---@field role? string Role in the application.

---The organization a user works for in a session.
---@class Organization
---@field id string The organization's id.
---@field role? string The user's role in it; absent for one who is no member.

---An API key's record, without the key itself.
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

---A registered OAuth client.
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

---What a user granted to a client.
---@class Grant
---@field scopes string[] The granted scopes.

---What to send with a request.
---@class FetchOptions
---@field method? string HTTP method.
---@field headers? table<string, string> Request headers.
---@field body? string Body to send as it is.
---@field json? any Value to send as a JSON body; sets content-type unless headers do.

---What the server answered.
---@class FetchResponse
---@field status integer HTTP status.
---@field ok boolean Whether the status is 200 to 299.
---@field headers table<string, string> Response headers, names in lower case.
---@field body any The decoded body when it is JSON, else {text = …}.
---@field text string The body as text.

---One request of fetchAll, by position: {url, options}.
---@class FetchRequest
---@field [1] string Where to send it.
---@field [2]? FetchOptions What to send.

---What to count, and how much of it is allowed.
---@class RateLimitOptions
---@field key string What is counted, as in "signup:" .. ip.
---@field limit integer How many are allowed in one window.
---@field window integer Length of a window in seconds.

---Where the counter stands after this call.
---@class RateLimit
---@field allowed boolean Whether this call is still within the limit.
---@field remaining integer How many are left in this window.
---@field resetAt integer When the window ends, ms since the epoch.

---Before the user is inserted; a deny aborts the sign-up.
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

---Once the user exists; welcome mail, CRM sync.
---@class context.after_signup
---@field user User The new user.
---@field request? RequestInfo The sign-up request.
---@field method? string The way of signing up: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field actor? Actor Who acts, when somebody is signed in.

---Before the session is created; bans, lockout, maintenance.
---@class context.before_signin
---@field email? string Address the user signs in with; absent for ways of signing in that have none.
---@field request? RequestInfo The sign-in request.
---@field user? User Who signs in; absent at the stage attempt.
---@field login? string What was typed to say who signs in, at the stage attempt: an address, a user name or a telephone number.
---@field method? string The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field stage? "attempt"|"first"|"second" attempt: before credentials are looked at; first: they were right; second: a second factor was given.

---Once the session exists; audit, last seen.
---@class context.after_signin
---@field user User Who signed in.
---@field session Session The new session.
---@field method? string The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.
---@field provider? string Id of the identity provider, for the method oauth.
---@field isSignup? boolean Whether the user was created by the same request.
---@field request? RequestInfo The request that led here.

---Before a session ends; a deny keeps it.
---@class context.before_signout
---@field user User Who signs out.
---@field session Session The session about to end.
---@field request? RequestInfo The request that led here.

---While a token is built; data becomes extra claims, a deny aborts the token.
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

---Before a key is created; quotas, naming rules.
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

---Once the key exists; notices to security.
---@class context.apikey_after_create
---@field apikey ApiKey The new key's record.
---@field userId string Id of the user who created it.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

---When a valid key is presented; origin checks.
---@class context.apikey_before_exchange
---@field apikey ApiKey The presented key's record.
---@field request? RequestInfo The request that presents it.
---@field via? "verify"|"session" verify: the server asked whether a key is valid; session: a request was made with it.

---Once a key was accepted; usage log.
---@class context.apikey_after_exchange
---@field apikey ApiKey The accepted key's record.
---@field via? "verify"|"session" verify: the server asked whether a key is valid; session: a request was made with it.
---@field request? RequestInfo The request that led here.

---Before a key is revoked; a deny keeps it.
---@class context.apikey_before_revoke
---@field apikey ApiKey The key's record.
---@field action? "delete"|"disable" Whether it shall be deleted or switched off.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

---Before an OAuth client is registered; metadata checks.
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

---Once the client exists; internal notice.
---@class context.client_after_register
---@field client Client The new client.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

---While a user authorizes a client; scopes and who may use it.
---@class context.client_before_authorize
---@field user User Who authorizes the client.
---@field client Client The client that asks.
---@field scopes string[] The scopes it asks for.
---@field redirectUri? string Where the user shall be sent back to.
---@field prompt? string What the client wants the user to be asked.
---@field stage? "authorize"|"consent" authorize: the client asks; consent: the user has agreed.
---@field session? Session The user's session.
---@field request? RequestInfo The request that led here.

---Once consent is recorded; audit.
---@class context.client_after_authorize
---@field user User Who authorized the client.
---@field client Client The authorized client.
---@field grant Grant What was granted.
---@field request? RequestInfo The request that led here.

---Once a user's access to a client was granted, changed or revoked.
---@class context.client_access_change
---@field user? User Whose access changed; absent when the client's own did.
---@field client Client The client.
---@field action "grant"|"update"|"revoke" What happened.
---@field via? "consent"|"update_consent"|"delete_consent"|"revoke_token"|"delete_client" What changed it.
---@field scopes? string[] The scopes the client has now; before, for a revocation.
---@field actor? Actor Who acts, when somebody is signed in.
---@field request? RequestInfo The request that led here.

---Writes a line into the trace, its values separated by tabs as print does. A first argument that names a level sets it when further arguments follow.
---```lua
---helpers.log("warn", "unusual address", context.email)
---```
---@param level? "debug"|"info"|"warn"|"error" How serious it is. Otherwise "info".
---@param ... any What to write; tables as JSON.
function helpers.log(level, ...) end

---The time, as the host read it when the script last started or went on.
---```lua
---local startedAt = helpers.now()
---```
---@return integer # ms since the epoch.
function helpers.now() end

---Digest of a text.
---
---Raises `secret_bound`.
---```lua
---local digest = helpers.hash(context.email)
---```
---@param text string The bytes to hash.
---@param algo? "sha256"|"sha512"|"sha1"|"md5"|"blake2b" Which digest; blake2b gives 32 bytes. sha1 and md5 are for old protocols only. Otherwise "sha256".
---@return string # Lower-case hex.
function helpers.hash(text, algo) end

---Keyed digest of a text, for signing webhooks and checking signatures.
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

---A setting the deployment lets scripts read.
---```lua
---local appUrl = helpers.env("APP_URL")
---```
---@param name string The setting's name.
---@return string? # Its value; nil when it is not set or not allowed.
function helpers.env(name) end

---A secret's value. A secret bound to hosts comes as a placeholder, replaced when a request to one of them is sent.
---
---Raises `helper_error`.
---```lua
---local key = helpers.secret("GEO_KEY")
---```
---@param name string The secret's name: upper-case letters, digits and underscores.
---@return string? # Its value; nil when there is none of that name.
function helpers.secret(name) end

---Sends an HTTPS request and waits for the answer. Any status is an answer; only a request that gets none raises.
---
---Raises `fetch_denied`, `fetch_failed`, `limit_fetch`, `secret_bound`.
---```lua
---local answer = helpers.fetch("https://geo.example.com/lookup", { method = "POST", json = { email = context.email } })
---```
---@param url string Where to send it.
---@param options? FetchOptions What to send.
---@return FetchResponse # The answer.
function helpers.fetch(url, options) end

---Sends several HTTPS requests at once and waits for all answers. Raises when one of them gets none.
---
---Raises `fetch_denied`, `fetch_failed`, `limit_fetch`, `secret_bound`.
---```lua
---local answers = helpers.fetchAll({ { "https://a.example.com/" }, { "https://b.example.com/", { method = "HEAD" } } })
---```
---@param requests FetchRequest[] The requests, each {url, options}.
---@return FetchResponse[] # The answers, in the order of the requests.
function helpers.fetchAll(requests) end

---Whether a regular expression matches somewhere in a text, in linear time. Known are: characters, . (any but a line feed), […] and [^…], ^ and $ (begin and end of the text), * + ? {n} {n,} {n,m} up to 1000 and the lazy forms, ( ) (?: ) |, \d \w \s \b and \D \W \S \B (ASCII), \n \r \t \f \v \xHH, (?i) at the very beginning (ASCII letters of either case), and Lua's %d %w %s %a %l %u %p %x %c with their complements %D…, inside […] too; %w is \w and has the underscore. \ or % in front of punctuation takes its meaning away, and a { that begins no count stands for itself. Characters are those of UTF-8; ill-formed bytes count as a character that only . and complements match. Anything else, such as back references, look-around, names, and %b or %f, is an error that names the byte of the pattern.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local company = helpers.matches(context.email, "(?i)^[%w.+-]+@example[.]com$")
---```
---@param text string Where to look; at most 8192 bytes.
---@param pattern string The regular expression: at most 512 bytes, and 2000 states once its counts are unrolled.
---@return boolean # Whether it matches.
function helpers.matches(text, pattern) end

---Counts one more use of a key, where the store can count atomically.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local quota = helpers.rateLimit({ key = "signup:" .. context.email, limit = 5, window = 3600 })
---```
---@param options RateLimitOptions What to count, and how much of it is allowed.
---@return RateLimit # Where the counter stands.
function helpers.rateLimit(options) end

---A value as JSON, by the rules that hold for results: keys sorted, a sequence is an array, {} an object.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local text = helpers.json.encode({ scopes = { "read", "write" } })
---```
---@param value any What to encode.
---@return string # JSON.
function helpers.json.encode(value) end

---The value of a JSON text. Arrays stay arrays when encoded again, also empty ones; null is nil.
---
---Raises `helper_error`.
---```lua
---local claims = helpers.json.decode('{"plan": "pro"}')
---```
---@param text string JSON.
---@return any # Its value.
function helpers.json.decode(text) end

---Marks a table as an array, so that it is encoded as one even when empty.
---```lua
---return { data = { roles = helpers.json.array({}) } }
---```
---@generic T
---@param table T A sequence, or an empty table.
---@return T # The same table.
function helpers.json.array(table) end

---The value that is encoded as null, where nil would leave the key out.
---```lua
---return { data = { manager = helpers.json.null } }
---```
---@type any
helpers.json.null = nil

---Base64 of a text.
---
---Raises `secret_bound`.
---```lua
---local basic = "Basic " .. helpers.base64.encode("user:password")
---```
---@param text string The bytes to encode.
---@return string # Base64 with padding.
function helpers.base64.encode(text) end

---The text that Base64 stands for.
---
---Raises `helper_error`, `secret_bound`.
---```lua
---local text = helpers.base64.decode("aGVsbG8=")
---```
---@param text string Base64.
---@return string # The decoded bytes.
function helpers.base64.decode(text) end

---Whether an address lies in a block, IPv4 or IPv6.
---
---Raises `helper_error`.
---```lua
---local internal = helpers.ip.inCidr("10.1.2.3", "10.0.0.0/8")
---```
---@param ip string The address.
---@param cidr string The block, as in 10.0.0.0/8.
---@return boolean # Whether it does.
function helpers.ip.inCidr(ip, cidr) end

---A random UUID (version 4) from the run's seed. Not for keys or tokens: who knows the seed knows it.
---```lua
---local requestId = helpers.uuid()
---```
---@return string # 36 characters, lower case.
function helpers.uuid() end

---Calls a function within a span of its own. An error marks the span and is raised again.
---```lua
---local score = helpers.trace("score", { model = "v2" }, function() return 42 end)
---```
---@param name string The span's name.
---@param attributes? table The span's attributes.
---@param fn function What to call, without arguments.
---@return any ... # What the function returned.
function helpers.trace(name, attributes, fn) end

---Adds to a counter. Fire and forget.
---
---Raises `secret_bound`.
---```lua
---helpers.metrics.count("signup.blocked", 1, { reason = "geo" })
---```
---@param name string The metric's name.
---@param value? number How much to add. Otherwise 1.
---@param tags? table What to tell apart.
function helpers.metrics.count(name, value, tags) end

---Sets a gauge. Fire and forget.
---
---Raises `secret_bound`.
---```lua
---helpers.metrics.gauge("risk.score", 0.4, { model = "v2" })
---```
---@param name string The metric's name.
---@param value number Where it stands.
---@param tags? table What to tell apart.
function helpers.metrics.gauge(name, value, tags) end

---Returns its argument; helpers already wait. Kept so that scripts written with await run.
---```lua
---local answer = await(helpers.fetch("https://geo.example.com/"))
---```
---@generic T
---@param value T Any value.
---@return T # The same value.
function await(value) end

---helpers.log at level info.
---```lua
---print("trigger", context.trigger)
---```
---@param ... any What to write.
function print(...) end
