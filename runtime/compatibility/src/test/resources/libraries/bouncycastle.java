import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

public class Use {
    public static String use() throws Exception {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519", provider).generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519", provider);
        signature.initSign(keys.getPrivate());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(keys.getPublic());
        signature.update(new byte[] {1, 2, 3});
        javax.crypto.Cipher cipher = javax.crypto.Cipher.getInstance("AES/CCM/NoPadding", provider);
        return signature.verify(signed) + " " + cipher.getAlgorithm() + " "
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA3-256", provider).digest()).substring(0, 8);
    }
}
