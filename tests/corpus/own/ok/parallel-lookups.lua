-- expect ok; two services asked at once
local answers = helpers.fetchAll({ { "https://a.example.com/risk" }, { "https://b.example.com/risk" } })
return { data = { both = answers[1].body.ok and answers[2].body.ok } }
