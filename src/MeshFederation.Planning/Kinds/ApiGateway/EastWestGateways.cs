using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.ApiGateway;

/// <summary>The Gateways that take the tunnels of other networks. One that a cluster has already is used.</summary>
internal static class EastWestGateways
{
    /// <summary>
    /// The Gateway as it was run (istio samples/ambient-multicluster), with the service account that the one that is there was read to
    /// have.
    /// </summary>
    public static MeshManifest Build(MeshCluster server, UnstructuredMap labels)
    {
        var gateway = server.Tunnels()!;
        var (name, account) = (AmbientClusters.NameOf(gateway)!, AmbientClusters.AccountOf(server));
        var spec = UnstructuredMap.Of(
            (GatewayApi.ClassField, AmbientNames.EastWestClass),
            ("listeners", UnstructuredList.Of(UnstructuredMap.Of(
                ("name", AmbientNames.TunnelListener),
                ("port", (long)gateway.TargetPort),
                ("protocol", AmbientNames.TunnelProtocol),
                ("tls", UnstructuredMap.Of(
                    ("mode", "Terminate"), ("options", UnstructuredMap.Of((AmbientNames.TerminateMode, TlsModes.IstioMutual)))))))));
        return IstioObject.Create(
            ApiGatewayKind.Instance, ApiGatewayKind.EastWest, server, labels.With(IstiodLabels.Network, server.Network),
            gateway.Namespace, name, spec,
            account == name ? null : UnstructuredMap.Of((AmbientNames.ServiceAccount, account)));
    }

    /// <summary>What is said instead of making one, where there is one; null where there is none, or it is ours.</summary>
    public static ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        // Where our own takes calls already, nobody must be kept from draining a cluster, going back or expelling one.
        if (live?.IsOf(there.Federation) is not true && there.Live.Tunnels?.Mixing is var (what, version))
            return ComparedObject.InTheWay(wanted, live, [TooOld(wanted, what, version, there.Cluster)]);
        if (live is not null && TunnelGateways.Takes(live) && TunnelGateways.AccountOf(live) != TunnelGateways.AccountOf(wanted))
            return ComparedObject.InTheWay(wanted, live, [OtherAccount(wanted, live, there.Cluster)]);
        var others = Taking(wanted, there.Live.OfKind(ApiGatewayKind.Instance.Type)).Where(item => !item.IsOf(there.Federation)).ToList();
        if (others.Find(item => item.NamespacedName == wanted.NamespacedName) is { } same)
        {
            if (Ownership.OtherFederation(same, there.Federation) is { } another)
                return ComparedObject.InTheWay(wanted, live, [Shared(same, another, there.Cluster)]);
            return ComparedObject.NotNeeded(wanted, $"{same} is there already and takes what other clusters call; none is made.");
        }

        return others.Count == 0 ? null : ComparedObject.InTheWay(wanted, live, [Other(others[0], there.Cluster)]);
    }

    /// <summary>What is to be known of a cluster that is called through tunnels already.</summary>
    public static IEnumerable<string> NotesOf(IEnumerable<MeshManifest> wanted, LiveCluster live, string federation) =>
        live.Tunnels?.Mixing is var (what, version)
            ? wanted.Where(item => ApiGatewayKind.Instance.Type.Is(item) && TunnelGateways.Takes(item)
                && live.Find(item)?.IsOf(federation) is true)
                .Select(item => TooOld(item, what, version, live.Cluster)).Select(obstacle => $"{obstacle.Cause} {obstacle.Ways[0]}")
            : [];

    /// <summary>Whether one that others have takes what a Gateway that is wanted would take.</summary>
    public static bool IsTaken(MeshManifest wanted, IEnumerable<MeshManifest> others) =>
        TunnelGateways.Takes(wanted) && Taking(wanted, others.Where(item => item.Cluster == wanted.Cluster)).Any();

    private static IEnumerable<MeshManifest> Taking(MeshManifest wanted, IEnumerable<MeshManifest> others) =>
        others.Where(item => TunnelGateways.Takes(item) && IsOfNetwork(item, wanted));

    /// <summary>One without a label is of the network of its istiod.</summary>
    private static bool IsOfNetwork(MeshManifest gateway, MeshManifest wanted) =>
        TunnelGateways.NetworkOf(gateway) is var network && (network.Length == 0 || network == TunnelGateways.NetworkOf(wanted));

    private static Obstacle TooOld(MeshManifest wanted, string what, IstioVersion version, MeshCluster cluster) => new(
        $"In the cluster '{cluster}' {what} of {wanted} is Istio {version}, whatever was declared: before 1.29.2 connections go to the "
        + "wrong service where two are called through one gateway, so -Force does not help.",
        [
            "Update istiod and the gateway to 1.29.2 or newer. What istiod made gets its version when its pods are made anew: kubectl "
            + $"--context {ShellWord.Of(cluster.Context)} rollout restart deployment --namespace {wanted.Namespace} --selector "
            + $"{GatewayApi.NameLabel}={wanted.Name}.",
            "To have its services called through sidecars until then, leave out -RoutingMode Ambient.",
        ]);

    /// <summary>Callers know a gateway by its service account.</summary>
    private static Obstacle OtherAccount(MeshManifest wanted, MeshManifest live, MeshCluster cluster)
    {
        var (expected, got) = (TunnelGateways.AccountOf(wanted), TunnelGateways.AccountOf(live));
        var context = ShellWord.Of(cluster.Context);
        return new(
            $"The pods of {live} run as '{got}', by its annotation {AmbientNames.ServiceAccount} or its name, and callers would be told "
            + $"'{expected}'. They refuse the gateway: expected SAN ({Identity(expected)}), got {Identity(got)}.",
            [
                $"To have callers told what is there, read the cluster, and declare it so: Get-MeshCluster {context}.",
                $"To have its pods run as '{expected}': kubectl --context {context} annotate {ApiGatewayKind.Instance.Argument} "
                + $"{live.Name} --namespace {live.Namespace} --overwrite {AmbientNames.ServiceAccount}={expected}.",
            ]);

        string Identity(string account) => SpiffeIdentity.Of(cluster.TrustDomain, live.Namespace, account);
    }

    /// <summary>What another federation made goes with that.</summary>
    private static Obstacle Shared(MeshManifest same, string another, MeshCluster cluster) => new(
        $"{same} takes what other clusters call, and is of the federation '{another}', so it goes once that has no use for it.",
        [
            $"To have both use it, let it be nobody's: kubectl --context {ShellWord.Of(cluster.Context)} label "
            + $"{ApiGatewayKind.Instance.Argument} {same.Name} --namespace {same.Namespace} "
            + $"{ManifestLabels.Federation}- {ManifestLabels.ManagedBy}-.",
            $"To have one federation of both, publish them as one, under the name '{another}'.",
        ]);

    private static Obstacle Other(MeshManifest other, MeshCluster cluster) => new(
        $"{other} takes what other clusters call in the network '{cluster.Network}', and the cluster is said to be called through another "
        + "one: callers refuse a gateway whose service account is not the one that they expect, and of two gateways they use one.",
        [
            $"To use it, name it: New-MeshCluster {cluster} "
            + (cluster.IsAmbient()
                ? $"-GatewayNamespace {other.Namespace} -GatewaySelector {GatewayApi.NameLabel}={other.Name}"
                : $"-TunnelGateway {other.Namespace}/{other.Name}")
            + ", or read the cluster with Get-MeshCluster.",
            "To use another one, remove it.",
        ]);
}
