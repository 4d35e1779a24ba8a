# HTTP, TLS and TCP ports, one of them with another number in cluster2; every cluster serves and calls.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress fd00::1
$cluster2 = New-MeshCluster cluster2 -GatewayAddress fd00::2, gateway.two.example -GatewayPort 31443

New-MeshServiceEntry store -Cluster $cluster1, $cluster2 -Port http-web:80, https:443, tcp-db:5432 -ClusterPort @{ cluster2 = @{ 'http-web' = 8080 } } -Address @{ cluster1 = '240.0.0.1'; cluster2 = '240.0.0.2' } |
    Set-MeshTrafficSplit 'cluster2/version=v2,track=canary:10', cluster1:90 |
    ConvertTo-MeshManifest
