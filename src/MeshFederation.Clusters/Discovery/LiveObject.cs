using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads what every object of a cluster has.</summary>
internal static class LiveObject
{
    public static UnstructuredMap Metadata(this UnstructuredMap obj) => obj.Map("metadata") ?? UnstructuredMap.Empty;

    public static UnstructuredMap Spec(this UnstructuredMap obj) => obj.Map("spec") ?? UnstructuredMap.Empty;

    public static UnstructuredMap Status(this UnstructuredMap obj) => obj.Map("status") ?? UnstructuredMap.Empty;

    public static string Name(this UnstructuredMap obj) => obj.Metadata().Text("name") ?? "";

    public static string Namespace(this UnstructuredMap obj) => obj.Metadata().Text("namespace") ?? "";

    public static string? Label(this UnstructuredMap obj, string key) => obj.Metadata().Map("labels")?.Text(key);

    /// <summary>Whether a condition of the status holds, as <c>Ready</c> of pods and nodes.</summary>
    public static bool Is(this UnstructuredMap obj, string condition) =>
        StatusConditions.Of(obj.Status(), condition) is { } found && StatusConditions.Holds(found);

    /// <summary>A map of labels; what is no label is left out.</summary>
    public static LabelSet ToLabels(this UnstructuredMap? map)
    {
        try
        {
            return LabelSet.Create((map ?? UnstructuredMap.Empty)
                .Where(entry => entry.Value is string)
                .Select(entry => new KeyValuePair<string, string>(entry.Key, (string)entry.Value!)));
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.LabelInvalid)
        {
            return LabelSet.Create([]);
        }
    }
}
