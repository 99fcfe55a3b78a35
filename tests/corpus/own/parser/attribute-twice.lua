-- expect denied; two variables to be closed in one statement
local a <close>, b <close> = nil, nil
