using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Labels as they stand in a declaration.</summary>
internal static class LabelKeys
{
    public static readonly MapShape Shape = new(new TextShape(MeshGateway.UsualValue), "labels", MeshGateway.UsualLabel);

    public static LabelSet Read(object value) =>
        LabelSet.Create(((UnstructuredMap)value).Select(label => new KeyValuePair<string, string>(label.Key, (string)label.Value!)));

    public static UnstructuredMap? Write(LabelSet labels) => labels.Count == 0 ? null : UnstructuredMap.Of(labels);
}
