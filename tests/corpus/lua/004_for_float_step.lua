-- expect limit:instructions; float loop whose step is lost to rounding
for i = 2^53, 2^54, 0.5 do end
