-- expect denied; package.loaded keeps the real libraries
return package.loaded.os.time()
