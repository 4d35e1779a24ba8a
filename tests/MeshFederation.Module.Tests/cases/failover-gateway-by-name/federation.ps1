# What is looked up by DNS has no order by labels; by its locality it comes behind the pods around the callers.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress one.example.com
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.24.6 -TrustDomain cluster2 -GatewayAddress two.example.com

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshFailover cluster1, cluster2 |
    ConvertTo-MeshManifest -Name bookinfo
