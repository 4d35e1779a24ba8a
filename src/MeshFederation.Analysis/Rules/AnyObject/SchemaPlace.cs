using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

/// <summary>Where a value stands: under a key of a map, or in a list.</summary>
internal readonly record struct SchemaPlace(object Container, string Key, int Index)
{
    public void Report(MeshManifest manifest, string message, Report report)
    {
        if (Container is UnstructuredList list) report.At(manifest, list, Index, message);
        else report.At(manifest, (UnstructuredMap)Container, Key, message);
    }
}
