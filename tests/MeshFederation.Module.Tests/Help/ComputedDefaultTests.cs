namespace MeshFederation.Module.Tests.Help;

/// <summary>Defaults that pages name, but that cmdlets work out: leaving the parameter out is the same as giving the value.</summary>
public sealed class ComputedDefaultTests
{
    private const string ServiceEntry =
        "$null = New-MeshCluster one; $null = New-MeshCluster two; New-MeshServiceEntry a -Cluster one, two -Port http:80";

    private static readonly (string Cmdlet, string Parameter, string Text, string Without, string With)[] Defaults =
    [
        ("New-MeshCluster", "Context", "The value of -Name", "New-MeshCluster a", "New-MeshCluster a -Context a"),
        ("New-MeshCluster", "IstioVersion", "1.30.3", "New-MeshCluster a", "New-MeshCluster a -IstioVersion 1.30.3"),
        ("New-MeshCluster", "GatewayNamespace", "The value of -IstioNamespace", "New-MeshCluster a -IstioNamespace b",
            "New-MeshCluster a -IstioNamespace b -GatewayNamespace b"),
        ("New-MeshCluster", "GatewaySelector", "@{ istio = 'ingressgateway' }", "New-MeshCluster a",
            "New-MeshCluster a -GatewaySelector @{ istio = 'ingressgateway' }"),
        ("New-MeshServiceEntry", "ClientCluster", "The value of -Cluster", ServiceEntry, ServiceEntry + " -ClientCluster one, two"),
        ("New-MeshServiceEntry", "HostSuffix", "global", ServiceEntry, ServiceEntry + " -HostSuffix global"),
    ];

    public static TheoryData<string, string> Named => [.. Defaults.Select(entry => (entry.Cmdlet, entry.Parameter))];

    public static bool Proven(string cmdlet, string parameter, string text) =>
        Array.Exists(Defaults, entry => (entry.Cmdlet, entry.Parameter, entry.Text) == (cmdlet, parameter, text));

    [Theory]
    [MemberData(nameof(Named))]
    public void Leaving_it_out_is_the_same_as_giving_it(string cmdlet, string parameter)
    {
        var (_, _, _, without, with) = Defaults.First(entry => (entry.Cmdlet, entry.Parameter) == (cmdlet, parameter));
        using var host = new ModuleHost();
        Assert.Equal(host.Run(with).Single().BaseObject, host.Run(without).Single().BaseObject);
    }
}
