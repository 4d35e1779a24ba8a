namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>A field that somebody else owns and an apply would change.</summary>
internal sealed record FieldConflict(string Manager, string Field);
