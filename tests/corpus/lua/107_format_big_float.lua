-- expect ok or denied; %99.99f of 1e308 must fit its buffer
return { n = #string.format("%99.99f", -1e308) }
