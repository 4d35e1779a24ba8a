using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>Says what makes an object invalid: stands in for a CRD's schema, or for an admission webhook.</summary>
public delegate IEnumerable<FieldProblem> ObjectRule(ServedKind kind, JsonObject value);
