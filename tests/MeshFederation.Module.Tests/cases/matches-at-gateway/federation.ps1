# At a gateway there are no ports of the service: what its own matches leave is routed there by routes that ask for none.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2

New-MeshServiceEntry reviews -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:80, http-b:81, tls-c:8443, tls-d:9443, tcp-e:5432, tcp-f:5433 |
    Set-MeshTrafficSplit cluster2:100 |
    Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Gateway = 'istio-system/web'; Path = '/x' } |
    Set-MeshTrafficSplit cluster1/v2:100 -Match @{ Port = 81; PathPrefix = '/y' } |
    Set-MeshTimeout 5s |
    ConvertTo-MeshManifest
