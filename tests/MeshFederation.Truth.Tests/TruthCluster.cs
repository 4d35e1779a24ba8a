using System.Globalization;
using System.Text.Json;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Truth.Tests;

/// <summary>Reads what a world says of a cluster beside its objects.</summary>
internal static class TruthCluster
{
    public static MeshCluster Read(string name, JsonElement cluster)
    {
        var mesh = cluster.TryGetProperty("mesh", out var settings) ? settings : default;
        return new(name, name)
        {
            IstioVersion = IstioVersion.Parse("1.30.3"),
            ClusterDomain = cluster.Text("domain") is { Length: > 0 } domain ? domain : "cluster.local",
            TrustDomain = mesh.Text("trustDomain") is { Length: > 0 } trust ? trust : "cluster.local",
            MeshConfig = Config(mesh),
            Gateway = cluster.Items("gateways").Select(Gateway).FirstOrDefault() ?? new(),
        };
    }

    private static MeshConfig Config(JsonElement mesh) => new()
    {
        DefaultServiceExportTo = [.. mesh.Texts("defaultServiceExportTo")],
        DefaultVirtualServiceExportTo = [.. mesh.Texts("defaultVirtualServiceExportTo")],
        DefaultDestinationRuleExportTo = [.. mesh.Texts("defaultDestinationRuleExportTo")],
        OutboundTrafficPolicy = mesh.Of("outboundTrafficPolicy").Text("mode") == "REGISTRY_ONLY"
            ? OutboundTrafficPolicy.RegistryOnly
            : OutboundTrafficPolicy.AllowAny,
    };

    private static MeshGateway Gateway(JsonElement gateway)
    {
        var ports =
            gateway.GetProperty("ports").EnumerateObject().Select(port => int.Parse(port.Name, CultureInfo.InvariantCulture)).ToList();
        return new()
        {
            Address = [.. gateway.Texts("addresses")],
            Port = ports.Contains(15443) ? 15443 : ports[0],
            Namespace = gateway.Text("namespace"),
            Selector = LabelSet.Create(gateway.GetProperty("labels").EnumerateObject()
                .Select(label => new KeyValuePair<string, string>(label.Name, label.Value.GetString()!))),
        };
    }
}
