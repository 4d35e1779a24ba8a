using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning;

/// <summary>
/// An object that is wanted of a cluster beside what the services of a federation need: of any kind that federations are made of. Its
/// version, labels and place in the order of publishing are planned like those of all others.
/// </summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Spec">What it says.</param>
public sealed record AskedObject(string Cluster, ObjectKind Kind, string Namespace, string Name, UnstructuredMap Spec);
