# What pages of other sites may ask, in the mesh and at a gateway.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode ClientSni
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.5.10 -TrustDomain cluster3 -GatewayAddress 172.18.0.240 -RoutingMode EnvoyFilter

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:50, cluster3/v2:30, cluster1/v1:20 |
    Set-MeshTrafficSplit cluster2:100 -Gateway istio-system/web -Hostname shop.example.com |
    Set-MeshCorsPolicy https://shop.example.com, 'regex:https://[^/]*[.]example[.]org' -AllowMethod GET, POST -AllowHeader x-user -ExposeHeader x-served-by -MaxAge 1h -AllowCredentials -UnmatchedPreflights Ignore |
    ConvertTo-MeshManifest -Name bookinfo
