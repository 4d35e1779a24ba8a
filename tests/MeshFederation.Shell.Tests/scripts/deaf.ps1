$Host.UI.WriteLine('ready')
try { [Threading.Thread]::Sleep(-1) } finally { $Host.UI.WriteLine('never') }
