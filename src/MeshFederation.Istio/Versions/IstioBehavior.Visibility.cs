using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Versions;

public static partial class IstioBehavior
{
    private static readonly IstioVersion DefaultsName = new(1, 30, 3);

    /// <summary>
    /// Whether istiod knows meshConfig.discoverySelectors: from 1.10 (istio releasenotes/notes/pilot-discovery-scoped-namespaces.yaml).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool DiscoverySelectors(IstioVersion version) => version.Minor >= 10;

    /// <summary>
    /// Whether discoverySelectors hold for Istio's objects as they do for Services: from 1.22, where ENABLE_ENHANCED_RESOURCE_SCOPING is on
    /// by default (istio pilot/pkg/features/experimental.go at 1.21.0 and 1.22.0).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool SelectorsCoverIstioObjects(IstioVersion version) => version.Minor >= 22;

    /// <summary>One that stands for all that know selectors and leave Istio's objects to istiod; older ones have no selectors.</summary>
    public static IReadOnlyList<IstioVersion> OlderSelectors { get; } = [new(1, 21, 0)];

    /// <summary>
    /// Whether the mesh's default exportTo may name namespaces: from 1.30.3. Before, what has neither '.' nor '*' in it hides from
    /// everybody (istio pilot/pkg/model/push_context.go initServiceRegistry, initVirtualServices at 1.30.0 and 1.30.3).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it may.</returns>
    public static bool DefaultExportToNamesNamespaces(IstioVersion version) => version >= DefaultsName;

    /// <summary>One that stands for all in which it may not.</summary>
    public static IReadOnlyList<IstioVersion> OlderDefaultExports { get; } = [new(1, 30, 2)];
}
