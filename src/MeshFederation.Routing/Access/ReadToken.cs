namespace MeshFederation.Routing.Access;

/// <summary>What pods read of the tokens of a request.</summary>
/// <param name="IsNone">Whether they surely read none, so that the request has neither a principal nor claims.</param>
/// <param name="Doubt">Why it is not known whether they let the request in; null where tokens do not keep it from being known.</param>
internal sealed record ReadToken(bool IsNone, AccessAnswer? Doubt);
