-- expect denied or ok; a mark before the value
return { data = { v = helpers.json.decode("\xEF\xBB\xBF{}") ~= nil } }
