using System.Text.RegularExpressions;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Kinds.Gateway;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.EnvoyFilter;

/// <summary>The EnvoyFilter by which an old serving gateway turns the hosts of other clusters into its own.</summary>
internal static class EnvoyFilterBuilder
{
    private const string RewriteType =
        "type.googleapis.com/istio.envoy.config.filter.network.tcp_cluster_rewrite.v2alpha1.TcpClusterRewrite";

    public static MeshManifest Build(MeshCluster server, IReadOnlyList<MeshService> services, string federation, UnstructuredMap labels)
    {
        var patches = services.Select(service => service.HostSuffix).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(suffix => Patch(server, suffix));
        var spec = UnstructuredMap.Of(
            ("workloadSelector", UnstructuredMap.Of(("labels", UnstructuredMap.Of(server.Gateway.Selector)))),
            (EnvoyPatch.Field, UnstructuredList.From(patches)));
        return IstioObject.Create(
            EnvoyFilterKind.Instance,
            EnvoyFilterKind.Step,
            server,
            labels,
            server.Gateway.Namespace,
            GatewayBuilder.Name(federation),
            spec);
    }

    /// <summary>The domain of the cluster that a filter of ours rewrites to; null where it says none.</summary>
    internal static string? DomainIn(MeshManifest filter)
    {
        var value = filter.Spec.Maps(EnvoyPatch.Field).FirstOrDefault()?.Map("patch")?.Map("value");
        var host = TcpClusterRewrite.ConfigurationOf(value)?.Text(TcpClusterRewrite.Replacement);
        return host?.StartsWith(ServiceHost.Part, StringComparison.Ordinal) is true ? host[ServiceHost.Part.Length..] : null;
    }

    private static UnstructuredMap Patch(MeshCluster server, string suffix)
    {
        var afterSniCluster = UnstructuredMap.Of(("filter", UnstructuredMap.Of(("name", "envoy.filters.network.sni_cluster"))));
        // It is compared with the address of the listener (istio pilot/pkg/networking/core/envoyfilter/listener_patch.go listenerMatch).
        var listener = UnstructuredMap.Of(("portNumber", (long)server.Gateway.TargetPort), ("filterChain", afterSniCluster));
        return UnstructuredMap.Of(
            ("applyTo", EnvoyPatch.NetworkFilter),
            ("match", UnstructuredMap.Of(("context", EnvoyPatch.Gateway), ("listener", listener))),
            ("patch", UnstructuredMap.Of(("operation", EnvoyPatch.InsertAfter), ("value", Rewrite(server, suffix)))));
    }

    private static UnstructuredMap Rewrite(MeshCluster server, string suffix)
    {
        var typed = IstioBehavior.TypedFilterConfig(server.GatewayIstioVersion);
        return UnstructuredMap.Of(
            ("name", TcpClusterRewrite.FullName),
            (TcpClusterRewrite.FieldIn(server.GatewayIstioVersion), UnstructuredMap.Of(
                (EnvoyPatch.TypeField, typed ? RewriteType : null),
                (TcpClusterRewrite.Pattern, Regex.Escape($"{ServiceHost.Part}{server.Name}.{suffix}") + "$"),
                (TcpClusterRewrite.Replacement, ServiceHost.Part + server.ClusterDomain))));
    }
}
