namespace MeshFederation.Tests.Planning;

/// <summary>Tests beside which nothing else may plan.</summary>
[CollectionDefinition(nameof(PlannedAlone), DisableParallelization = true)]
public sealed class PlannedAlone;
