using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>A document that was read, and where it stands.</summary>
/// <param name="Content">The whole object.</param>
/// <param name="File">The path of the file, or the name that the text was given.</param>
/// <param name="Line">The line where the object begins, from 1; 0 for an object of a cluster.</param>
public sealed record KubernetesDocument(UnstructuredMap Content, string File, int Line)
{
    /// <summary>
    /// The place as editors and build logs take it: <c>bookinfo.yaml:12</c>; for an object of a cluster the cluster alone.
    /// </summary>
    public string Place => Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}");

    /// <summary>The place, and the lines of the object's fields.</summary>
    public ManifestSource Source => Lines is { } lines ? new(File, Line) { LineOf = lines.LineOfEntry, RepeatedKey = RepeatedKey }
        : new(File, Line);

    /// <summary>The keys that come more than once in a map of the object; the last value of each is the one that was read.</summary>
    public ValueList<RepeatedKey> RepeatedKey { get; internal init; } = [];

    internal LineTable? Lines { get; init; }

    /// <summary>The place.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Place;
}
