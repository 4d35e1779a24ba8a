using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MeshFederation.Members;

/// <summary>
/// Hides the method that the compiler gives each record to copy it by, <c>&lt;Clone&gt;$</c>: Get-Member would list it among what users can
/// call. It does not list methods with a special name (System.Management.Automation GetMemberCommand, PSMethod.IsSpecial), and neither the
/// runtime nor the compiler looks at that flag of it.
/// </summary>
internal static class CloneMethods
{
    private const string Name = "<Clone>$";

    /// <summary>Where a row of the table MethodDef has its flags: behind RVA and ImplFlags (ECMA-335 II.22.26).</summary>
    private const int FlagsInRow = 6;

    /// <summary>Hides them in an assembly.</summary>
    /// <param name="assembly">The bytes of the assembly, which are changed in place.</param>
    /// <returns>Whether anything was changed.</returns>
    public static bool Hide(byte[] assembly)
    {
        using var image = new PEReader(ImmutableArray.Create(assembly));
        var metadata = image.GetMetadataReader();
        var table = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MethodDef);
        var row = metadata.GetTableRowSize(TableIndex.MethodDef);
        var changed = false;
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.Attributes.HasFlag(MethodAttributes.SpecialName) || metadata.GetString(method.Name) != Name) continue;
            var flags = assembly.AsSpan(table + ((metadata.GetRowNumber(handle) - 1) * row) + FlagsInRow, sizeof(ushort));
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(method.Attributes | MethodAttributes.SpecialName));
            changed = true;
        }

        return changed;
    }
}
