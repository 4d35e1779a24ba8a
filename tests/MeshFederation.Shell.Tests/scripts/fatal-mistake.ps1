$ErrorActionPreference = 'Stop'
'before'
New-MeshCluster bad_name
'after'
