using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// The filter by which old gateways turn the name that a connection asks for into another one (istio/proxy
/// source/extensions/filters/network/tcp_cluster_rewrite).
/// </summary>
internal static class TcpClusterRewrite
{
    /// <summary>Its name in Envoy.</summary>
    public const string FullName = "envoy.filters.network." + Name;

    /// <summary>The regular expression for what is replaced.</summary>
    public const string Pattern = "cluster_pattern";

    /// <summary>What takes its place.</summary>
    public const string Replacement = "cluster_replacement";

    private const string Name = "tcp_cluster_rewrite";
    private const string Untyped = "config";

    /// <summary>Whether a patch holds the filter.</summary>
    public static bool IsIn(UnstructuredMap patch) => patch.Map("patch")?.Map("value") is { } value && Is(value);

    /// <summary>Whether a value of a patch is the filter.</summary>
    public static bool Is(UnstructuredMap value) => value.Text("name")?.EndsWith(Name, StringComparison.Ordinal) is true;

    /// <summary>The field of its configuration; one of the other is dropped (<see cref="IstioBehavior.TypedFilterConfig"/>).</summary>
    public static string FieldIn(IstioVersion version) =>
        IstioBehavior.TypedFilterConfig(version) ? EnvoyPatch.TypedConfig : Untyped;

    /// <summary>The field that a version drops.</summary>
    public static string DroppedIn(IstioVersion version) =>
        IstioBehavior.TypedFilterConfig(version) ? Untyped : EnvoyPatch.TypedConfig;

    /// <summary>Its configuration, in whichever form it is written.</summary>
    public static UnstructuredMap? ConfigurationOf(UnstructuredMap? value) => value?.Map(EnvoyPatch.TypedConfig) ?? value?.Map(Untyped);
}
