using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// The mode in which a cluster is found: ambient where its istiod joins networks of ambient meshes and its namespaces are in that mode.
/// </summary>
internal static class RoutingModeChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="options">What was given.</param>
    /// <param name="settings">What istiod's environment says.</param>
    /// <param name="namespaces">The namespaces with their labels.</param>
    /// <param name="tunnels">What the cluster has for tunnels.</param>
    /// <param name="warn">Is told what could be meant otherwise.</param>
    public static MeshRoutingMode Of(
        DiscoveryOptions options, ValueList<string> settings, IReadOnlyList<MeshNamespace> namespaces, FoundTunnels tunnels,
        Action<string> warn)
    {
        if (options.RoutingMode is { } given) return given;
        var ambient = namespaces.Where(space => AmbientMode.IsSaid(space.Label.GetValueOrDefault(AmbientMode.Label))).ToList();
        if (ambient.Count == 0 || !Has(settings, IstiodVariable.AmbientMultiNetwork) || !ServesZtunnels(settings))
            return MeshRoutingMode.Auto;
        var injected = namespaces.Where(space => InjectionLabels.Of(space.Label) is true).ToList();
        if (injected.Count == 0) return MeshRoutingMode.Ambient;
        var found = tunnels.Meant(options).Gateways.Count > 0 ? MeshRoutingMode.Ambient : MeshRoutingMode.Auto;
        warn($"It has namespaces in ambient mode ({Names(ambient)}) and with sidecars ({Names(injected)}). Services of the latter "
            + (found == MeshRoutingMode.Ambient
                ? "are not called through tunnels; to federate them, read the cluster once more with -RoutingMode Auto, and say "
                    + "New-MeshServiceEntry -RoutingMode Ambient of those of the former."
                : tunnels.Gateways.Count > 0
                    ? "are federated, as no Gateway of the class istio-east-west is what was given of the gateway; for the former: "
                        + "New-MeshServiceEntry -RoutingMode Ambient."
                    : "are federated, as it has no Gateway of the class istio-east-west; for the former: -RoutingMode Ambient."));
        return found;
    }

    /// <summary>Whether istiod serves ztunnels and waypoints.</summary>
    public static bool ServesZtunnels(ValueList<string> settings) => Has(settings, IstiodVariable.EnableAmbient);

    private static bool Has(ValueList<string> settings, string variable) =>
        new MeshClusterFacts { IstiodSetting = settings }.Switch(variable) is true;

    private static string Names(List<MeshNamespace> spaces) =>
        string.Join(", ", spaces.Take(3).Select(space => space.Name)) + (spaces.Count > 3 ? ", ..." : "");
}
