# What is looked up by DNS has no order by labels; by its locality it comes behind the pods around the callers.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress gateway.example.com

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshTrafficSplit cluster1:100 -Fallback cluster2 |
    ConvertTo-MeshManifest -Name bookinfo
