# Policies of all kinds, splits and each other: each holds for what its match says, in any order.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode ClientSni
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.5.10 -TrustDomain cluster3 -GatewayAddress 172.18.0.240 -RoutingMode EnvoyFilter

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:50, cluster3/v2:30, cluster1/v1:20 |
    Set-MeshTrafficSplit cluster3:100 -Match @{ PathPrefix = '/api' } |
    Set-MeshFault -Delay 100ms -DelayPercent 1% |
    Set-MeshTimeout 10s -Match @{ PathPrefix = '/api/slow' } |
    Set-MeshRewrite /v1/ -Match @{ PathPrefix = '/api/' } |
    Set-MeshRetryPolicy 1 -Match @{ Header = @{ 'x-once' = @{ Present = $true } } } |
    Set-MeshTimeout 2s |
    ConvertTo-MeshManifest -Name bookinfo
