-- expect limit:instructions; infinite goto
::top:: goto top
