using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads names of clusters, typed or of clusters themselves.</summary>
public sealed class ClusterNameArgumentAttribute : FriendlyArgumentAttribute<string>
{
    /// <inheritdoc />
    protected override string Read(object? item) => item switch
    {
        MeshCluster cluster => cluster.Name,
        _ => NameErrors.RequireLabel(ArgumentMap.Text(item), "cluster", MeshErrorId.ClusterNameInvalid),
    };
}
