namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>An object to send: where it goes and its text.</summary>
/// <param name="Plural">The plural of its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Yaml">The object as YAML, on one line.</param>
/// <param name="Version">The version of its API when it is not the newest.</param>
public sealed record TestObject(string Plural, string Name, string Yaml, string? Version = null);
