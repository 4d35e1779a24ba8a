using MeshFederation.Clusters.Tests.Discovery;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Module.Tests;

namespace MeshFederation.Live.Tests;

/// <summary>What errors of reading a cluster advise is run, and then the cluster is read.</summary>
public sealed class DiscoveryAdviceTests : IDisposable
{
    private const string Node = "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nstatus: {addresses: [{type: InternalIP, address: "
        + "198.51.100.7}], conditions: [{type: Ready, status: 'False'}]}";

    private static readonly string Pending =
        Gateway("gw", "gw", "type: LoadBalancer, ports: [{name: tls, port: 15443, targetPort: 9191, nodePort: 31443}]", "{}");

    private readonly ModuleHost _host = new();

    /// <summary>
    /// Gets what a cluster has, what it is first read with, the error, what of its advice is added, and which istiod and gateway are read
    /// then.
    /// </summary>
    public static TheoryData<string[], string, string, string, string> Cases => new()
    {
        { [Gateway("gw", "gw")], "", "MeshIstioNotFound", "-IstioVersion 1.30.3", "istio-system/ 192.0.2.1:15443 15443" },
        { [Scene.Istiod(ns: "mesh"), Gateway("gw", "gw")], "-IstioNamespace istio-system", "MeshIstioNotFound", "-IstioNamespace mesh",
            "mesh/default 192.0.2.1:15443 15443" },
        { [Scene.Istiod(ns: "mesh1"), Scene.Istiod(ns: "mesh2"), Gateway("gw", "gw")], "", "MeshIstioNotFound", "-IstioNamespace mesh1",
            "mesh1/default 192.0.2.1:15443 15443" },
        { [Scene.Istiod(revision: "a"), Scene.Istiod(revision: "b"), Gateway("gw", "gw")], "-Revision c", "MeshRevisionNotFound",
            "-Revision a", "istio-system/a 192.0.2.1:15443 15443" },
        { [Scene.Istiod(revision: "a"), Gateway("gw", "gw")], "-Revision c", "MeshRevisionNotFound", "-Revision c -IstioVersion 1.30.3",
            "istio-system/c 192.0.2.1:15443 15443" },
        { [Scene.Istiod("istio/pilot:latest"), Gateway("gw", "gw")], "", "MeshIstioVersionUnknown", "-IstioVersion 1.30.3",
            "istio-system/default 192.0.2.1:15443 15443" },
        { [Scene.Istiod(), Gateway("a", "a"), Gateway("b", "b")], "", "MeshGatewayAmbiguous",
            "-GatewayNamespace istio-system -GatewaySelector @{ 'istio' = 'a' }", "istio-system/default 192.0.2.1:15443 15443" },
        { [Scene.Istiod(), Gateway("a", "same"), Gateway("b", "same")], "", "MeshGatewayAmbiguous",
            "-GatewayNamespace istio-system -GatewaySelector @{ 'app' = 'a'; 'istio' = 'same' }",
            "istio-system/default 192.0.2.1:15443 15443" },
        { [Scene.Istiod(), Gateway(
            "gw",
            "gw",
            "type: LoadBalancer, ports: [{name: status-port, port: 15021}, {name: http2, port: 80}, {name: https, port: 443, targetPort: "
            + "8443}]")],
            "-GatewaySelector istio=gw", "MeshGatewayPortUnknown", "-GatewayPort 443", "istio-system/default 192.0.2.1:443 8443" },
        { [Scene.Istiod(), Gateway("gw", "gw")], "-GatewaySelector istio=other", "MeshGatewayNotFound", "-GatewayAddress",
            "istio-system/default 192.0.2.50:15443 15443" },
        { [Scene.Istiod(), Pending], "", "MeshGatewayAddressUnknown", "-GatewayAddress NODE -GatewayPort 31443",
            "istio-system/default 192.0.2.50:31443 9191" },
        { [Scene.Istiod(), Node, Pending.Replace("LoadBalancer", "NodePort", StringComparison.Ordinal)], "", "MeshGatewayAddressUnknown",
            "-GatewayAddress", "istio-system/default 192.0.2.50:15443 9191" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_advised_reads_the_cluster(string[] scene, string first, string errorId, string advice, string then)
    {
        await using var clusters = await TestClusters.StartAsync(1);
        foreach (var part in scene) clusters["cluster1"].Put(part);
        var read = $"Get-MeshCluster cluster1 -Kubeconfig '{clusters.Kubeconfig}'";
        var error = Assert.Single(_host.TryRun($"{read} {first}").Errors);
        Assert.Equal(errorId, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        // Where the advice stands for the same parameter, it is typed over.
        var kept = advice.StartsWith(first.Split(' ')[0], StringComparison.Ordinal) ? "" : first;
        var typed = advice.EndsWith("-GatewayAddress", StringComparison.Ordinal)
            ? advice + " 192.0.2.50"
            : advice.Replace("NODE", "192.0.2.50", StringComparison.Ordinal);
        var line = _host.Run(
            $"$c = {read} {kept} {typed}; \"$($c.IstioNamespace)/$($c.Facts.Revision) $($c.Gateway) $($c.Gateway.TargetPort)\"").Single();
        Assert.Equal(then, line.ToString());
    }

    public void Dispose() => _host.Dispose();

    private static string Gateway(
        string name,
        string istio,
        string spec = "type: LoadBalancer, ports: [{name: tls, port: 15443}]",
        string status = "{loadBalancer: {ingress: [{ip: 192.0.2.1}]}}") =>
            Scene.Service(
                $"name: {name}, namespace: istio-system, labels: {{istio: {istio}}}", spec, status, $"{{app: {name}, istio: {istio}}}");
}
