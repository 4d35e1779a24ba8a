using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Istio.Ambient;

/// <summary>
/// Which Services have endpoints in other networks: those that a GLOBAL entry of <c>serviceScopeConfigs</c> selects. A selector that asks
/// nothing, or is not there, selects all (istio pilot/pkg/serviceregistry/ambient/services.go matchServiceScope).
/// </summary>
public static class ServiceScopes
{
    private const string On = "true";

    private static readonly MeshServiceScope OfProfile = new(
        new([new(AmbientNames.GlobalLabel, SelectorOperator.In, [On])]), new([]));

    /// <summary>The entries that make Services global.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>
    /// What its mesh configuration says; where that was neither said nor read, what Istio's ambient profile has.
    /// </returns>
    public static ValueList<MeshServiceScope> Of(MeshCluster cluster) =>
        AreKnown(cluster) ? cluster.MeshConfig.GlobalService : [OfProfile];

    /// <summary>
    /// Whether the entries were said or read; otherwise those of Istio's ambient profile are taken, and a mesh may have more.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when they were.</returns>
    public static bool AreKnown(MeshCluster cluster) => cluster.MeshConfig.GlobalService.Count > 0 || cluster.IsMeshConfigRead;

    /// <summary>Whether a Service is global.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="service">The labels of the Service.</param>
    /// <param name="space">The labels of its namespace; null where they are not known.</param>
    /// <returns>Null where that hangs on the labels of a namespace that is not known.</returns>
    public static bool? IsGlobal(
        MeshCluster cluster, IReadOnlyDictionary<string, string> service, IReadOnlyDictionary<string, string>? space)
    {
        bool? found = false;
        foreach (var scope in Of(cluster).Where(scope => scope.Services.Selects(service)))
        {
            if (Holds(scope, space) is true) return true;
            if (Holds(scope, space) is null) found = null;
        }

        return found;
    }

    /// <summary>The labels that make a Service of a namespace global, by the first entry that labels can meet.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="ns">The namespace.</param>
    /// <returns>The labels, none where all Services are global; null where no label makes one so.</returns>
    public static LabelSet? LabelsFor(MeshCluster cluster, string ns)
    {
        var space = cluster.Facts?.Namespace.FirstOrDefault(item => item.Name == ns)?.Label;
        foreach (var scope in Of(cluster).Where(scope => Holds(scope, space) is true))
        {
            var labels = LabelSet.Create(scope.Services.Requirement.Select(Needed).OfType<KeyValuePair<string, string>>());
            if (scope.Services.Selects(labels)) return labels;
        }

        return null;
    }

    /// <summary>The labels by which Services become global.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>Their keys.</returns>
    public static IEnumerable<string> Keys(MeshCluster cluster) =>
        Of(cluster).SelectMany(scope => scope.Services.Requirement).Select(requirement => requirement.Key).Distinct(StringComparer.Ordinal);

    private static bool? Holds(MeshServiceScope scope, IReadOnlyDictionary<string, string>? space) =>
        scope.Namespaces.Requirement.Count == 0 ? true : space is null ? null : scope.Namespaces.Selects(space);

    /// <summary>A label that meets a requirement; null where one is met by having none.</summary>
    private static KeyValuePair<string, string>? Needed(SelectorRequirement requirement) => requirement.Operator switch
    {
        SelectorOperator.In => new(requirement.Key, requirement.Value[0]),
        SelectorOperator.Exists => new(requirement.Key, On),
        _ => null,
    };
}
