using System.Text.Json;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>Every cmdlet with <c>$bad</c> wherever text comes in, and what lies in files and in a cluster for it.</summary>
internal static class HostileScripts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "New-MeshCluster $bad",
        "New-MeshCluster a -Context $bad -GatewayAddress 192.0.2.1",
        "New-MeshCluster a -Kubeconfig \"./$bad\"",
        "New-MeshCluster a -TrustDomain $bad",
        "New-MeshCluster a -Network $bad",
        "New-MeshCluster a -Region $bad",
        "New-MeshCluster a -Region x -Zone $bad",
        "New-MeshCluster a -GatewayAddress $bad -ResolveGateway",
        "New-MeshCluster a -IstioVersion $bad",
        "New-MeshCluster a -RoutingMode $bad",
        "New-MeshCluster a -GatewayAddress $bad",
        "New-MeshCluster a -GatewaySelector @{ $bad = $bad }",
        "New-MeshCluster a -TunnelGateway $bad",
        "New-MeshCluster a -TunnelGatewayAddress $bad",
        "Get-MeshCluster $bad -Kubeconfig ./kubeconfig",
        "Get-MeshCluster -AllContexts -Kubeconfig ./kubeconfig",
        "Get-MeshCluster plugin -Kubeconfig ./kubeconfig -Debug",
        "Get-MeshCluster cluster1 -Kubeconfig $k -Name read -Revision $bad",
        "New-MeshFederation $bad",
        "New-MeshFederation a -AddressPool $bad",
        "New-MeshServiceEntry $bad -Cluster $c1 -Port http:80",
        "New-MeshServiceEntry a -Cluster $bad -Port http:80",
        "New-MeshServiceEntry a -Cluster $c1 -Port $bad",
        "New-MeshServiceEntry a -Cluster $c1 -Port http:80 -Address @{ cluster1 = $bad }",
        "New-MeshServiceEntry a -Cluster $c1 -Port http:80 -RoutingMode $bad",
        "New-MeshServiceEntry a -Cluster $c1 -Port http:80 -ServiceAccount $bad",
        "New-MeshServiceEntry a -Cluster $c1 -Port https:80 -SniHost $bad",
        "New-MeshDestination $bad 100",
        "New-MeshDestination cluster1 100 -Subset @{ a = $bad }",
        "New-MeshMatch -Header @{ a = $bad }",
        "New-MeshMatch -Header @{ a = $bad } | Format-List",
        "New-MeshMatch -PathRegex $bad",
        "New-MeshMatch -Method $bad",
        "$s | Set-MeshTrafficSplit $bad",
        "$s | Set-MeshTrafficSplit cluster1/v1:100 -Fallback @{ $bad = $bad }",
        "$m = $plain | Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Header = @{ a = $bad } }; $m; $m.TrafficSplit; "
            + "$m.TrafficSplit.Match; $m | Format-List; \"$($m.TrafficSplit)\"; $m | ConvertTo-MeshManifest; "
            + "($m | ConvertTo-MeshManifest).Spec | Out-String",
        "$s | Set-MeshFailover $bad, cluster1",
        "$s | Set-MeshFailover -Region $bad",
        "$s | Set-MeshOutlierDetection -HttpErrorCode $bad",
        "$s | Set-MeshConnectionPool -RetryBudgetPercent $bad",
        "$s | Set-MeshTimeout $bad",
        "$s | Set-MeshRetryPolicy 3 -RetryOn $bad",
        "$s | Set-MeshFault -Abort $bad",
        "$s | Set-MeshMirror $bad",
        "$s | Set-MeshRewrite -Authority $bad",
        "$s | Set-MeshRedirect -Status 410 -Body $bad",
        "$s | Set-MeshCorsPolicy $bad",
        "$s | Set-MeshOutlierDetection -Interval $bad",
        "$s | Set-MeshConnectionPool -ConnectTimeout $bad -Cluster $bad",
        "$s | Set-MeshLoadBalancer -LocalOnly -HashHeader $bad",
        "$m = $s | Set-MeshHeaderRule -RequestSet @{ a = $bad } -Match @{ Header = @{ a = $bad } }; $m; $m.Policy; $m | Format-List; "
            + "$m.Policy | Format-List *; \"$($m.Policy)\"",
        "$s | New-MeshAccessPolicy $bad",
        "$s | New-MeshAccessPolicy -RequestPath $bad",
        "$s | Compare-MeshAccess -Name $bad",
        "$s | Compare-MeshAccess -Path one.yaml; $s | Compare-MeshAccess -Path two.yaml | Format-List",
        "$s | Suspend-MeshCluster $bad",
        "$s | Resume-MeshCluster $bad",
        "$s | Export-MeshFederation \"./$bad\" -Name shop -WhatIf",
        "$s | ConvertTo-MeshScript -Name $bad",
        "Import-MeshFederation two.yaml",
        "Import-MeshFederation one.yaml",
        "Set-Content f.yaml \"version: 1`nfederation: {name: a}`n$(ConvertTo-Json $bad): 1\"; Import-MeshFederation ./f.yaml",
        "New-MeshCertificateAuthority $bad -KeyAlgorithm ECDSAP384",
        "New-MeshCertificateAuthority -CertificatePath \"./$bad\"",
        "$a = New-MeshCertificateAuthority 'Root ##vso[task]x' -KeyAlgorithm ECDSAP384; $a; $a | Format-List *; "
            + "$a | New-MeshIntermediateCertificate $c1 -KeyAlgorithm ECDSAP384; $a | Export-MeshCertificate \"./$bad\" -WhatIf",
        "Export-MeshCertificateRequest \"./$bad\" $c1 -KeyAlgorithm ECDSAP384 -WhatIf",
        "Import-MeshCertificate $c1 \"./$bad\" -RootPath bad.txt",
        "Get-MeshIdentity $c1; Get-MeshIdentity $c1 | Format-List *",
        "$a = New-MeshCertificateAuthority 'Root ##vso[task]x' -KeyAlgorithm ECDSAP384; $a | New-MeshIntermediateCertificate $c1 "
            + "-KeyAlgorithm ECDSAP384 | Publish-MeshIdentity -WhatIf",
        "New-MeshCertificateAuthority -FromCluster $c1",
        "Import-MeshCertificate $c1 -FromSecret",
        "Add-MeshClusterTrust $c1, (New-MeshCluster other -TrustDomain other.example)",
        "Remove-MeshClusterTrust (New-MeshCluster other -TrustDomain other.example) -From $c1 -Confirm:$false",
        "$s | Remove-MeshClusterTrust (New-MeshCluster other -TrustDomain other.example) -From $c1, $c2 -Name $bad -WhatIf",
        "Test-MeshIdentity $c1, (New-MeshCluster other -TrustDomain other.example)",
        "Test-MeshIdentity $c1, (New-MeshCluster other -TrustDomain other.example) -Live",
        "Test-MeshIdentity $c1, (New-MeshCluster other -TrustDomain other.example) -Live | Export-MeshReport Markdown",
        "$s | ConvertTo-MeshManifest -Name $bad",
        "$s | ConvertTo-MeshDnsConfiguration -Name $bad",
        "Get-MeshService $c1 -Path one.yaml",
        "Get-MeshService $c1 -Path \"./$bad\"",
        "Get-MeshService $c1 -LiteralPath \"./$bad\"",
        "Get-MeshService $c1",
        "Test-MeshFederation -Path one.yaml",
        "Test-MeshFederation -Path one.yaml | Format-List *",
        "Test-MeshFederation -Path one.yaml | ForEach-Object ToString",
        "Test-MeshFederation -Path two.yaml",
        "Test-MeshFederation -Path \"./$bad\"",
        "$s | Test-MeshFederation -Report \"./$bad/x\"",
        "$s | Test-MeshFederation -ExcludeRule $bad",
        "Trace-MeshRequest one b:80 -Path one.yaml",
        "Trace-MeshRequest one b:80 -Path one.yaml | Format-List *",
        "Trace-MeshRequest one b:80 -Path one.yaml -Format Mermaid",
        "Trace-MeshRequest one b:80 -Path one.yaml -Format Dot",
        "Trace-MeshRequest one $bad -Path one.yaml",
        "Trace-MeshRequest one b:80 -Path one.yaml -Header @{ a = $bad } -RequestPath \"/$bad\"",
        "Trace-MeshRequest one b:80 -Path one.yaml -Sni $bad",
        "$s | Export-MeshManifest \"./$bad\" -WhatIf",
        "$s | Export-MeshManifest \"./$bad\" -Confirm",
        "$finding",
        "$finding | Export-MeshReport Text",
        "$finding | Export-MeshReport Markdown",
        "$finding | Export-MeshReport GitHub 6>&1 | Where-Object { \"$_\" -notlike '::error *' }",
        "$finding | Export-MeshReport AzurePipelines 6>&1 | Where-Object { \"$_\" -notlike '##vso*' }",
        "$finding | Export-MeshReport Text \"./$bad/x.txt\" -WhatIf",
        "$s | Export-MeshTopology \"./$bad.svg\" -WhatIf",
        "$s | Export-MeshTopology \"./$bad\"",
        "$s | Compare-MeshFederation -Name $bad",
        "$p = $s | Compare-MeshFederation -Name shop; $p; $p.Changes; $p.Changes.Difference; $p | Format-List *; "
            + "$p.Changes | Format-List *",
        "$s | Compare-MeshFederation -Name shop | Export-MeshPlan \"./$bad\" -WhatIf",
        "$null = $s | Compare-MeshFederation -Name shop | Export-MeshPlan ./p.json; "
            + "Set-Content p.json (Get-Content p.json -Raw).Replace('shop', 'sh\\u001b[5;35m##vso[task]op'); Import-MeshPlan ./p.json",
        "Import-MeshPlan one.yaml",
        "$s | Publish-MeshFederation -Name shop -WhatIf",
        "$s | Publish-MeshFederation -Name shop -Force -Verbose -Confirm:$false",
        "$s | Publish-MeshFederation -Name shop -Force -Confirm",
        "Get-MeshFederation ($bad -replace '[\\[\\]]') -Cluster $c1 -ErrorAction Stop",
        "New-MeshServiceEntry web -Cluster $c2 -ClientCluster $c1 -Port http:80 | Publish-MeshFederation -Name other; "
            + "Get-MeshFederation -Cluster $c1, $c2; Get-MeshFederation -Cluster $c1 -History | Format-List *",
        "Get-MeshFederation -Context $bad -Kubeconfig ./kubeconfig",
        "Undo-MeshFederation $bad -Cluster $c1",
        "Unpublish-MeshFederation $bad -Cluster $c1",
        "$s | Test-MeshFederation -Live -Name shop",
        "Test-MeshFederation -Live -Cluster $c1, $c2 | Export-MeshReport Markdown",
        "Trace-MeshRequest cluster1 reviews:9080 -Live -Cluster $c1, $c2",
    ];

    /// <summary>Files of a cluster, of which one is no YAML, a kubeconfig, and the text itself.</summary>
    public static void WriteFiles(string folder, string bad)
    {
        var text = JsonSerializer.Serialize(bad);
        File.WriteAllText(Path.Combine(folder, "bad.txt"), bad);
        File.WriteAllText(Path.Combine(folder, "one.yaml"), $$$$"""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: {{{{text}}}}, namespace: default}
            spec:
              hosts: [{{{{text}}}}]
              http:
              - {{{{text}}}}: 1
                route: [{destination: {host: {{{{text}}}}, subset: {{{{text}}}}}, weight: 7}, {destination: {host: e}, weight: 5}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: b, namespace: default, labels: {app: {{{{text}}}}}}
            spec: {ports: [{port: 80, name: http}], selector: {app: {{{{text}}}}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: {{{{text}}}}, namespace: {{{{text}}}}}
            spec: {ports: [{port: 80, name: {{{{text}}}}}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: g, namespace: default}
            spec:
              hosts: [b]
              http:
              - {match: [{uri: {regex: {{{{text}}}}}}], route: [{destination: {host: {{{{text}}}}}}]}
              - {route: [{destination: {host: b}}]}
            """);
        File.WriteAllText(Path.Combine(folder, "two.yaml"), $"kind: Service\nmetadata: {{name: a{bad}\n\t- x");
        File.WriteAllText(Path.Combine(folder, "kubeconfig"), $$$$"""
            current-context: {{{{text}}}}
            contexts:
            - {name: {{{{text}}}}, context: {cluster: c, user: u, namespace: {{{{text}}}}}}
            - {name: plugin, context: {cluster: c, user: p}}
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users:
            - {name: u, user: {token: {{{{text}}}}}}
            - {name: p, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: {{{{text}}}}}}}
            """);
    }

    /// <summary>An object of somebody else in the place of one of ours, and what others wrote beside it.</summary>
    public static void PutObjects(TestCluster cluster, string bad)
    {
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "networking.istio.io/v1",
            ["kind"] = "VirtualService",
            ["metadata"] = new JsonObject
            {
                ["name"] = "reviews",
                ["namespace"] = "default",
                ["annotations"] = new JsonObject { ["note"] = bad },
            },
            ["spec"] = new JsonObject
            {
                ["hosts"] = new JsonArray("reviews"),
                ["http"] = new JsonArray(new JsonObject
                {
                    ["name"] = bad,
                    ["route"] = new JsonArray(new JsonObject { ["destination"] = new JsonObject { ["host"] = bad } }),
                }),
            },
        });
        cluster.Put("""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "reviews", "namespace": "default"},"""
            + """ "spec": {"clusterIP": "10.0.0.1", "selector": {"app": "reviews"}, "ports": [{"name": "http", "port": 9080}]}}""");
    }
}
