-- before_signup, first layer of risk: whether a browser is behind it.
local request = context.request or {}
local language = request.headers and request.headers["accept-language"]
return { data = { device = (request.userAgent and 0 or 20) + (language and 0 or 10) } }
